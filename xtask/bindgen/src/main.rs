//! Binds a compiled module to JavaScript: `atelier-bindgen MODULE NAME FOLDER`.
//!
//! What the `wasm-bindgen` program does for a page, from the library that it is made of: a quarter of
//! the crates, and their versions are locked here.

use std::process::ExitCode;

use wasm_bindgen_cli_support::Bindgen;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [module, name, folder] = arguments.as_slice() else {
        eprintln!("error: `atelier-bindgen MODULE NAME FOLDER`");
        return ExitCode::from(2);
    };
    let mut bindgen = Bindgen::new();
    let bound = bindgen.web(true).and_then(|bindgen| {
        bindgen.input_path(module).out_name(name).typescript(true).generate(folder)
    });
    match bound {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
