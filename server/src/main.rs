//! The binary `zhangban`.

use std::process::ExitCode;

use clap::Parser;
use mimalloc::MiMalloc;
use server::commands::{Arguments, run};
use tracing_subscriber::EnvFilter;

/// A page, and a submission more so, is many small texts: the allocator of the system takes an eighth of the time they take.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let filter = EnvFilter::try_from_env("ZHANGBAN_LOG").unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
    // Where, not what: the words of a panic can hold what somebody typed.
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string);
        tracing::error!(at = place.unwrap_or_default(), "panicked");
    }));
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => return fail(&error.into()),
    };
    match runtime.block_on(run(arguments)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(&error),
    }
}

/// One sentence, never a stack trace.
fn fail(error: &anyhow::Error) -> ExitCode {
    eprintln!("zhangban: {error:#}");
    ExitCode::FAILURE
}
