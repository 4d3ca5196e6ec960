# Zeitpunkte, Wartezeiten und Browser.

time-now = gerade eben
time-minutes-ago =
    { $count ->
        [one] vor 1 Minute
       *[other] vor { $count } Minuten
    }
time-hours-ago =
    { $count ->
        [one] vor 1 Stunde
       *[other] vor { $count } Stunden
    }
time-days-ago =
    { $count ->
        [one] vor 1 Tag
       *[other] vor { $count } Tagen
    }
time-hours =
    { $count ->
        [one] 1 Stunde
       *[other] { $count } Stunden
    }
time-minutes =
    { $count ->
        [one] 1 Minute
       *[other] { $count } Minuten
    }
time-seconds =
    { $count ->
        [one] 1 Sekunde
       *[other] { $count } Sekunden
    }
time-date = { $day }. { $month } { $year }
time-exact = { $date }, { $time } { $zone }
time-month =
    { $number ->
        [1] Januar
        [2] Februar
        [3] März
        [4] April
        [5] Mai
        [6] Juni
        [7] Juli
        [8] August
        [9] September
        [10] Oktober
        [11] November
       *[12] Dezember
    }

agent-browser-on-system = { $browser } unter { $system }
agent-on-system = Ein Browser unter { $system }
agent-unknown = Unbekannter Browser

time-zone-title = Zeitzone
time-zone-lead = Zeiten werden in { $zone } angezeigt.
time-zone-from-browser = Das ist die Zeitzone Ihres Browsers. Um sie zu ändern, ändern Sie die Zeitzone Ihres Geräts.
time-zone-label = Ihre Zeitzone
time-zone-button = Speichern
time-zone-back = Zurück
