//! The books, read from the database while the server runs: nothing is there twice, nothing is half.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::PathBuf;
use std::time::Duration;

use data::content::unseal;
use data::key::MasterKeys;
use data::{Connection, Database, Locked};
use domain::moment::Moment;
use domain::theme::Theme;
use sea_orm::{ConnectionTrait, QueryResult, Statement, TryGetable};
use sha2::{Digest, Sha256};

use crate::ledger::Ledger;
use crate::process::running::Place;

/// Who reads the books.
pub(crate) struct Audit {
    db: Database,
    files: PathBuf,
    /// For each item, the items it waits for.
    after: BTreeMap<String, BTreeSet<String>>,
}

/// A case as it is stored, with how often it was started, accepted and granted.
struct Case {
    id: String,
    application: String,
    item: String,
    status: String,
    started: i64,
    accepted: i64,
    granted: i64,
}

/// How long errands may take when everybody is at home.
const QUIET: Duration = Duration::from_secs(10);

impl Audit {
    pub(crate) async fn open(place: &Place, theme: &Theme) -> Self {
        let url = format!("sqlite://{}", place.folder.join("zhangban.db").display());
        let key = std::fs::read_to_string(place.folder.join("master.key")).unwrap();
        let locked = Locked::open(&url, 1).await.unwrap();
        let db = locked
            .unlock(MasterKeys::parse(&key).unwrap(), Moment(0))
            .await
            .unwrap();
        let after = |item: &domain::theme::item::Item| {
            (
                item.id.to_string(),
                item.after.iter().map(ToString::to_string).collect(),
            )
        };
        Self {
            db,
            files: place.folder.join("files"),
            after: theme.items.iter().map(after).collect(),
        }
    }

    async fn rows(&self, sql: &str) -> Vec<QueryResult> {
        let db = self.db.read();
        db.query_all_raw(Statement::from_string(db.get_database_backend(), sql))
            .await
            .unwrap()
    }

    async fn values<T: TryGetable>(&self, sql: &str) -> Vec<T> {
        self.rows(sql)
            .await
            .iter()
            .map(|row| row.try_get_by_index(0).unwrap())
            .collect()
    }

    /// After each restart: what was acknowledged is there once, with all its cases. How many applications there are.
    pub(crate) async fn look(&mut self, ledger: &Ledger) -> usize {
        // First what was acknowledged, then the database, which may be ahead but never behind.
        let entries = ledger.entries().clone();
        let sql = "SELECT a.id, a.draft_id, count(DISTINCT c.item), count(c.id) FROM applications a LEFT JOIN cases c ON c.application_id = a.id GROUP BY a.id, a.draft_id";
        let mut by_draft: BTreeMap<String, String> = BTreeMap::new();
        for row in self.rows(sql).await {
            let (id, draft): (String, String) = (row.try_get_by_index(0).unwrap(), row.try_get_by_index(1).unwrap());
            let (items, cases): (i64, i64) = (row.try_get_by_index(2).unwrap(), row.try_get_by_index(3).unwrap());
            let expected = i64::try_from(self.after.len()).unwrap();
            assert_eq!(
                (items, cases),
                (expected, expected),
                "application {id} lacks cases or has one twice"
            );
            let twice = by_draft.insert(draft, id.clone());
            assert_eq!(twice, None, "a draft became two applications, the other is {id}");
        }
        for submitted in &entries.applications {
            let found = by_draft.get(&submitted.draft);
            assert_eq!(
                found,
                Some(&submitted.application),
                "an acknowledged application is not there: {submitted:?}"
            );
        }
        by_draft.len()
    }

    /// Waits until what must still happen has happened.
    pub(crate) async fn wait_for_errands(&self) {
        // What was put off, as asking a register again in some minutes, is not waited for.
        let sql = "SELECT count(*) FROM outbox WHERE done_at IS NULL AND due_at <= created_at";
        let open = async {
            while self.values::<i64>(sql).await != [0] {
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        };
        assert!(
            tokio::time::timeout(QUIET, open).await.is_ok(),
            "errands are still open after {QUIET:?}"
        );
    }

    /// When everybody is at home: every draft, case, event and file. How many cases were started by themselves.
    pub(crate) async fn look_at_everything(&self, ledger: &Ledger) -> usize {
        let half = "SELECT id FROM drafts WHERE submitted_at IS NOT NULL AND id NOT IN (SELECT draft_id FROM applications)
            UNION ALL SELECT a.id FROM applications a JOIN drafts d ON d.id = a.draft_id WHERE d.submitted_at IS NULL
            UNION ALL SELECT a.id FROM applications a WHERE 1 <> (SELECT count(*) FROM events e WHERE e.application_id = a.id AND e.kind = 'submitted')";
        assert_eq!(self.values::<String>(half).await, [""; 0], "half submitted");
        self.look_at_files().await;
        let grants = ledger.entries().grants.clone();
        self.look_at_cases(&grants).await
    }

    async fn look_at_cases(&self, grants: &[String]) -> usize {
        let cases = self.cases().await;
        let status: BTreeMap<(&str, &str), &str> = cases
            .iter()
            .map(|case| ((case.application.as_str(), case.item.as_str()), case.status.as_str()))
            .collect();
        for case in &cases {
            let needed = &self.after[&case.item];
            let all_granted = needed
                .iter()
                .all(|item| status[&(case.application.as_str(), item.as_str())] == "granted");
            let is_accepted = i64::from(matches!(case.status.as_str(), "accepted" | "granted"));
            let is_granted = i64::from(case.status == "granted");
            assert_eq!(
                (case.accepted, case.granted),
                (is_accepted, is_granted),
                "case {} is {}",
                case.id,
                case.status
            );
            // What waits for nothing is at its office from the beginning; everything else starts once, by itself.
            let should_have_started = i64::from(!needed.is_empty() && all_granted);
            assert_eq!(
                case.started, should_have_started,
                "case {} of {} is {}",
                case.id, case.item, case.status
            );
            assert_eq!(
                case.status == "waiting",
                !all_granted,
                "case {} is {}",
                case.id,
                case.status
            );
        }
        let granted = cases.iter().filter(|case| case.granted == 1);
        let granted: BTreeSet<String> = granted.map(|case| format!("/desk/cases/{}", case.id)).collect();
        let lost: Vec<_> = grants.iter().filter(|grant| !granted.contains(*grant)).collect();
        assert!(lost.is_empty(), "acknowledged grants are gone: {lost:?}");
        let started = cases.iter().filter(|case| case.started == 1).count();
        assert!(started > 0, "no dependent case was ever started");
        started
    }

    async fn cases(&self) -> Vec<Case> {
        let count =
            |kind: &str| format!("(SELECT count(*) FROM events e WHERE e.case_id = c.id AND e.kind = '{kind}')");
        let (started, accepted, granted) = (count("started"), count("accepted"), count("granted"));
        let sql =
            format!("SELECT c.id, c.application_id, c.item, c.status, {started}, {accepted}, {granted} FROM cases c");
        let case = |row: &QueryResult| Case {
            id: row.try_get_by_index(0).unwrap(),
            application: row.try_get_by_index(1).unwrap(),
            item: row.try_get_by_index(2).unwrap(),
            status: row.try_get_by_index(3).unwrap(),
            started: row.try_get_by_index(4).unwrap(),
            accepted: row.try_get_by_index(5).unwrap(),
            granted: row.try_get_by_index(6).unwrap(),
        };
        self.rows(&sql).await.iter().map(case).collect()
    }

    /// A record of a file, acknowledged or not, has its content, whole.
    async fn look_at_files(&self) {
        for row in self.rows("SELECT id, sha256 FROM files").await {
            let (id, sha256): (String, String) = (row.try_get_by_index(0).unwrap(), row.try_get_by_index(1).unwrap());
            let content =
                std::fs::read(self.files.join("files").join(&id)).unwrap_or_else(|error| panic!("file {id}: {error}"));
            let content =
                unseal(self.db.read().keys(), &id, &content).unwrap_or_else(|error| panic!("file {id}: {error}"));
            let found = Sha256::digest(content).iter().fold(String::new(), |mut text, byte| {
                let _ = write!(text, "{byte:02x}");
                text
            });
            assert_eq!(found, sha256, "file {id}");
        }
    }
}
