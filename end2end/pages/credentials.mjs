// `/sign-up` and `/sign-in` ask the same two things.

class Credentials {
  constructor(page, path, button) {
    this.page = page;
    this.path = path;
    this.email = page.getByRole('textbox', { name: 'Email', exact: true });
    this.password = page.getByLabel('Password', { exact: true });
    this.submit = page.getByRole('button', { name: button, exact: true });
    this.alert = page.getByRole('alert');
  }

  async open() {
    await this.page.goto(this.path);
  }

  async enter({ email, password }) {
    await this.email.fill(email);
    await this.password.fill(password);
    await this.submit.click();
  }
}

export const signUpPage = (page) => new Credentials(page, '/sign-up', 'Create account');
export const signInPage = (page) => new Credentials(page, '/sign-in', 'Sign in');
