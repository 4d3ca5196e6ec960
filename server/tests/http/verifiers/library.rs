//! The programs that verify tokens with a library each: `testbed/tokens`.

use std::{
    env,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// Names the folder with Python and its packages, and the program in Go.
pub(super) const VARIABLE: &str = "LATCHKEY_TEST_TOKENS";

/// A library, and how its program is run.
pub(super) struct Library {
    pub(super) name: &'static str,
    command: fn(&Path) -> Command,
}

pub(super) const LIBRARIES: &[Library] = &[
    Library { name: "PyJWT", command: |programs| python(programs, "PyJWT") },
    Library { name: "joserfc", command: |programs| python(programs, "joserfc") },
    Library { name: "go-jose", command: |programs| Command::new(programs.join("verify-with-go")) },
];

/// The folder of the programs, if the environment is there.
pub(super) fn programs() -> Option<PathBuf> {
    env::var_os(VARIABLE).map(PathBuf::from)
}

fn python(programs: &Path, library: &str) -> Command {
    let mut command = Command::new(programs.join("python"));
    command.arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("../testbed/tokens/verify.py")).arg(library);
    command
}

impl Library {
    /// What the library says about each of the tokens, a line each. No line if its program fails.
    pub(super) async fn verify(&self, programs: &Path, issuer: &str, audience: &str, tokens: Vec<String>) -> Vec<String> {
        let mut command = (self.command)(programs);
        command.args([issuer, audience]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let output = tokio::task::spawn_blocking(move || {
            let mut program = command.spawn().unwrap();
            // The program may end without reading.
            let _ = program.stdin.take().unwrap().write_all((tokens.join("\n") + "\n").as_bytes());
            program.wait_with_output().unwrap()
        });
        let output = output.await.unwrap();
        String::from_utf8(output.stdout).unwrap().lines().map(ToOwned::to_owned).collect()
    }
}
