from django.contrib.auth.models import User
from django.core.management import call_command
from django.core.management.base import BaseCommand

# AN EXAMPLE: people with passwords in the source.
PEOPLE = {"mira": "example-harbour-9", "tom": "example-lantern-4"}


class Command(BaseCommand):
    help = "Makes the tables and the people of the example, unless they are there"

    def handle(self, *args, **options):
        call_command("migrate", verbosity=0)
        for name, password in PEOPLE.items():
            if not User.objects.filter(username=name).exists():
                User.objects.create_user(name, password=password)
