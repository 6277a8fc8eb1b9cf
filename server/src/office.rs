//! The use cases' context, made from the configuration: database, files, registers, city, themes.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, ensure};
use content::Library;
use data::{Database, Locked};
use domain::moment::Moment;
use migration::{Migrator, MigratorTrait};
use object_store::local::LocalFileSystem;
use tokio::sync::Notify;
use usecases::Context;
use usecases::context::{Clock, Limits, SystemDice};
use usecases::message::{Messenger, SandboxMessenger};
use usecases::register::sandbox::SandboxRegisters;
use usecases::register::{NoRegisters, Registers};
use usecases::theme::{Themes, follow::follow, publish::publish_shipped};

use crate::config::{Config, ModeName};
use crate::keys::master_keys;
use crate::outside;

/// Opens the database, brings its schema up to date, publishes the content and, in a sandbox, founds the city.
///
/// # Errors
/// With a sentence that says what could not be opened.
pub async fn open(config: &Config) -> anyhow::Result<Context> {
    let limits = Limits {
        overlap_days: config.overlap_days,
        ..Limits::default()
    };
    open_at(config, config.clock(), limits).await
}

/// The same by another clock and other limits.
///
/// # Errors
/// As [`open`].
pub async fn open_at(config: &Config, clock: Arc<dyn Clock>, limits: Limits) -> anyhow::Result<Context> {
    let library = Library::embedded().context("the content is not sound")?;
    let db = open_database(config, clock.now()).await?;
    let files = config.data_dir.join("files");
    std::fs::create_dir_all(&files).with_context(|| format!("the folder {} cannot be made", files.display()))?;
    let city = Arc::new(library.city);
    let registers: Arc<dyn Registers> = match (outside::registers(config, &clock)?, config.mode) {
        (Some(registers), _) => registers,
        (None, ModeName::Sandbox) => Arc::new(SandboxRegisters {
            city: Arc::clone(&city),
            db: db.clone(),
            clock: Arc::clone(&clock),
        }),
        (None, ModeName::Production) => Arc::new(NoRegisters),
    };
    let carrier = outside::messenger(config, &clock)?;
    let messenger: Option<Arc<dyn Messenger>> = match config.mode {
        ModeName::Sandbox if carrier.is_none() => Some(Arc::new(SandboxMessenger {
            db: db.clone(),
            clock: Arc::clone(&clock),
        })),
        ModeName::Sandbox | ModeName::Production => carrier,
    };
    let ctx = Context {
        messenger,
        passkeys: usecases::account::passkey::relying_party(&config.public_url()),
        identity: outside::identity(config, &clock)?,
        containers: outside::containers(config, &clock)?,
        store: Arc::new(LocalFileSystem::new_with_prefix(&files)?.with_fsync(true)),
        registers,
        dice: Arc::new(SystemDice),
        region: None,
        trace: String::new(),
        calendar: Arc::new(library.calendar),
        themes: Arc::new(Themes::default()),
        mode: config.mode.into(),
        bell: Arc::new(Notify::new()),
        intake: Arc::default(),
        arrivals: Arc::default(),
        judging: Arc::default(),
        limits,
        clock,
        city,
        db,
    };
    ensure!(
        usecases::sandbox::settle(&ctx).await?,
        "this database was made in the other mode: sandbox and production never share one"
    );
    for theme in &library.themes {
        if publish_shipped(&ctx, theme).await? {
            tracing::info!(slug = theme.slug, "a new version of a theme is published");
        }
    }
    usecases::sandbox::found(&ctx).await?;
    // What was published by an earlier process is known before the first page is made of it.
    follow(&ctx).await?;
    Ok(ctx)
}

/// Opens the database and runs the migrations it has not seen.
///
/// # Errors
/// With a sentence that says what could not be opened.
pub async fn open_database(config: &Config, now: Moment) -> anyhow::Result<Database> {
    let url = config.database_url();
    if let Some(path) = url.strip_prefix("sqlite://").and_then(|path| Path::new(path).parent()) {
        std::fs::create_dir_all(path).with_context(|| format!("the folder {} cannot be made", path.display()))?;
    }
    let masters = master_keys(config)?;
    let locked = Locked::open(&url, config.connections)
        .await
        .context("the database cannot be opened")?;
    migrate(&url)
        .await
        .context("the database cannot be brought up to date")?;
    let unlocked = locked.unlock(masters, now).await;
    unlocked.context("the values of the database cannot be unsealed")
}

/// Runs the migrations, one server at a time.
async fn migrate(url: &str) -> anyhow::Result<()> {
    // A connection of its own: the lock is its session's and goes with it.
    let db = Locked::open(url, 1).await?;
    data::setting::lock_schema(db.connection()).await?;
    Ok(Migrator::up(db.connection(), None).await?)
}

#[cfg(test)]
mod tests {
    use usecases::context::SystemClock;

    use super::*;

    #[tokio::test]
    async fn an_office_that_opens_again_knows_what_was_published_before() {
        let folder = tempfile::tempdir().unwrap();
        let config = Config::sandbox_in(folder.path());
        let first = open(&config).await.unwrap().themes.state();
        let again = open(&config).await.unwrap().themes.state();
        assert!(first > 0);
        assert_eq!(again, first);
    }

    #[tokio::test]
    async fn a_sandbox_is_ahead_by_the_days_that_are_set() {
        let folder = tempfile::tempdir().unwrap();
        let config = Config {
            days_ahead: 3,
            ..Config::sandbox_in(folder.path())
        };
        let day = 24 * 3_600_000;
        let ahead = open(&config).await.unwrap().now().0 - SystemClock.now().0;
        assert_eq!((ahead + day / 2) / day, 3);
    }
}
