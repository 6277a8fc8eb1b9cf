//! What the binary can do, one command per file.

mod account;
mod agency;
mod audit;
mod config;
mod keys;
mod migrate;
mod record;
mod sandbox_registers;
mod serve;
mod staff;
mod theme;

use clap::{Parser, Subcommand};

/// 掌办: one life event, done on a phone.
#[derive(Debug, Parser)]
#[command(name = "zhangban", version)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serves the site.
    Serve,
    /// Brings the database up to date and ends.
    Migrate,
    /// Prints the configuration in force, without secrets.
    Config,
    /// Works with the keys that values are sealed under.
    Keys {
        #[command(subcommand)]
        command: keys::KeysCommand,
    },
    /// Puts right what somebody asked for in a hall, with their ID card.
    Account {
        #[command(subcommand)]
        command: account::AccountCommand,
    },
    /// Says who acts for which agency.
    Agency {
        #[command(subcommand)]
        command: agency::AgencyCommand,
    },
    /// Makes the accounts of those who run the system.
    Staff {
        #[command(subcommand)]
        command: staff::StaffCommand,
    },
    /// Works with the log of what staff did.
    Audit {
        #[command(subcommand)]
        command: audit::AuditCommand,
    },
    /// Serves the registers of a sandbox as a process of their own.
    SandboxRegisters {
        /// Address and port to listen on.
        #[arg(long, default_value = "127.0.0.1:3001")]
        listen: std::net::SocketAddr,
    },
    /// Judges what citizens signed.
    Record {
        #[command(subcommand)]
        command: record::RecordCommand,
    },
    /// Works with theme files, and shows what people search for.
    Theme {
        #[command(subcommand)]
        command: theme::ThemeCommand,
    },
}

/// Runs the command.
///
/// # Errors
/// With a sentence that says what to do.
pub async fn run(arguments: Arguments) -> anyhow::Result<()> {
    match arguments.command {
        Command::Serve => serve::serve().await,
        Command::Migrate => migrate::migrate().await,
        Command::Config => config::show(),
        Command::Account { command } => account::run(command).await,
        Command::Agency { command } => agency::run(command).await,
        Command::Keys { command } => keys::run(command).await,
        Command::Record { command } => record::run(command).await,
        Command::Staff { command } => staff::run(command).await,
        Command::Audit { command } => audit::run(command).await,
        Command::SandboxRegisters { listen } => sandbox_registers::serve(listen).await,
        Command::Theme { command } => theme::run(command).await,
    }
}
