//! The pack is embedded; a changed pack is a changed program.
fn main() {
    println!("cargo::rerun-if-changed=../../law");
}
