//! `zhangban record`: whether what citizens signed still holds.

use anyhow::{Context as _, bail};
use clap::Subcommand;
use usecases::application::record::{count_later, find_by_number};
use usecases::draft::sign::proof::{Held, SignedRecord, is_part, office_seal, verify};

use crate::config::Config;
use crate::office::open_database;

/// What can be done with signed records.
#[derive(Debug, Subcommand)]
pub(super) enum RecordCommand {
    /// Judges a signed record: its hash, the signatures of all who had to sign (of a part that one of them was handed out: those in it),
    /// what was mended and signed since and, with the database, the office's seal on them and that nothing was mended later.
    Verify {
        /// A file that was downloaded, or the number of an application.
        what: String,
        /// Opens no database: a file is judged by what stands in it alone.
        #[arg(long)]
        offline: bool,
    },
}

/// Runs the command.
pub(super) async fn run(command: RecordCommand) -> anyhow::Result<()> {
    let RecordCommand::Verify { what, offline } = command;
    let file = std::fs::read_to_string(&what).ok();
    let read = |text: &String| serde_json::from_str::<SignedRecord>(text).context("this is no signed record");
    let document = file.as_ref().map(read).transpose()?;
    if offline {
        let document = document.context("there is no such file; a number is looked up in the database")?;
        let held = verify(&document, None)?;
        println!("whether anything was mended and signed later, only the office's database knows");
        return say(&document, &held);
    }
    let config = Config::load()?;
    let db = open_database(&config, config.clock().now()).await?;
    let document = match document {
        Some(document) => document,
        None => find_by_number(db.read(), &what)
            .await
            .ok()
            .context("there is neither such a file nor a signed application with this number")?,
    };
    let held = verify(&document, Some(&|text| office_seal(db.read(), text)))?;
    // A part holds nothing of what was mended.
    if !is_part(&document) {
        match count_later(db.read(), &document).await? {
            Some(0) => {}
            Some(later) => {
                bail!("the end is missing: signed supplements that came later and are not in this file: {later}")
            }
            None => bail!("this office has no such record of an application with this number"),
        }
    }
    say(&document, &held)
}

/// Says who signed, when and how; what is not proved is no success.
fn say(document: &SignedRecord, held: &[Held]) -> anyhow::Result<()> {
    println!("application {}, SHA-256 {}", document.application, document.hash);
    for one in held {
        let how = if one.by_device {
            "by a key on their device"
        } else {
            "by a code to their phone"
        };
        let later = if one.is_later { "what was mended: " } else { "" };
        let seat = one.party.as_ref().map_or_else(String::new, |seat| format!(" ({seat})"));
        println!(
            "{later}signed by {}{seat} on {} {how}",
            one.name,
            one.at.local().format("%Y-%m-%d %H:%M:%S")
        );
    }
    println!("signatures: {}", held.len());
    if held.iter().all(|one| one.is_proved) {
        // A part proves nothing about the others who had to sign.
        println!(
            "{}",
            if is_part(document) {
                "ok for this part of an application"
            } else {
                "ok"
            }
        );
        return Ok(());
    }
    bail!("a code proves itself to the office that sent it only: judge it again with its database")
}
