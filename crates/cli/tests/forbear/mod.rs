//! The command as a person uses it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops where something is not as it must be")]
#![allow(dead_code, reason = "each test file uses some of it")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// What a run left behind.
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Ran {
    /// All of it, with lines that the error output wrapped put together again.
    pub fn said(&self) -> String {
        let text = format!("{}\n{}", self.out, self.err);
        text.split_whitespace().filter(|w| !["│", "╰", "·"].contains(w)).collect::<Vec<_>>().join(" ")
    }
}

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_forbear"));
    command.args(arguments).env_remove("NO_COLOR").env("TERM", "xterm").current_dir(root());
    command
}

fn ran(output: Output) -> Ran {
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the program writes UTF-8");
    Ran { code: output.status.code().expect("it ended by itself"), out: text(output.stdout), err: text(output.stderr) }
}

/// Runs `forbear` with these arguments, in the project's folder.
pub fn forbear(arguments: &[&str]) -> Ran {
    ran(command(arguments).stdin(Stdio::null()).output().expect("forbear runs"))
}

/// The same, with something on standard input.
pub fn forbear_reading(arguments: &[&str], input: &str) -> Ran {
    use std::io::Write;
    let mut child = command(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("forbear runs");
    child.stdin.take().expect("a pipe").write_all(input.as_bytes()).expect("it reads");
    ran(child.wait_with_output().expect("it ends"))
}

/// The project's folder.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A worked client, copied to where a test may write.
pub fn copy(folder: &Path, client: &str) -> String {
    let to = folder.join("client.toml");
    std::fs::copy(root().join("clients").join(client), &to).expect("the worked client is there");
    to.display().to_string()
}

/// A file with this text in a folder of the test's own.
pub fn file(folder: &Path, name: &str, bytes: impl AsRef<[u8]>) -> String {
    let path = folder.join(name);
    std::fs::write(&path, bytes).expect("the test's folder can be written");
    path.display().to_string()
}

/// Everything that lies in a folder.
pub fn listing(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .expect("the folder is there")
        .map(|e| e.expect("readable").file_name().into_string().expect("text"))
        .collect();
    names.sort();
    names
}

/// A small pack: a client who may be poor and may be rich, and one provision whose `law` block is this.
pub fn pack(folder: &Path, law: &str) -> String {
    let write = |path: &str, text: &str| {
        let path = folder.join("law").join(path);
        std::fs::create_dir_all(path.parent().expect("it has a folder")).expect("the test's folder can be written");
        std::fs::write(path, text).expect("the test's folder can be written");
    };
    let field = |name: &str| {
        format!(
            "[[field]]\nname = \"{name}\"\ntype = \"yes/no\"\nlabel = {{ en = \"Is {name}\", es = \"Es {name}\" }}\nquestion = {{ en = \"{name}?\", es = \"¿{name}?\" }}\n"
        )
    };
    let head = "+++\nrecord = \"client\"\ntitle = { en = \"Client\", es = \"Cliente\" }\nwhy = { en = \"a\", es = \"b\" }\n";
    write("facts/client.md", &format!("{head}{}{}+++\n", field("poor"), field("rich")));
    let front = "+++\ntitle = { en = \"P\", es = \"P\" }\ncite = [\"INA § 1\"]\nin_force = [\"..\"]\nlast_seen = 2026-07-04\nvolatile = false\nconfidence = \"high\"\nreviewed = \"none\"\nsource = \"statute\"\nnotes = [\"x\"]\n+++\nProse.\n";
    write("posture/p.md", &format!("{front}\n```law\n{law}\n```\n"));
    folder.join("law").display().to_string()
}
