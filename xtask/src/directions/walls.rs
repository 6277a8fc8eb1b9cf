//! The table of who may import whom, as `docs/architecture.md` draws it.

/// What a crate of ours may depend on.
pub(super) struct Wall {
    /// Its name.
    pub(super) of: &'static str,
    /// Crates of ours.
    pub(super) ours: &'static [&'static str],
    /// Crates of ours that only its tests may use.
    pub(super) ours_in_tests: &'static [&'static str],
    /// The only foreign crates, where the list is closed.
    pub(super) only: Option<&'static [&'static str]>,
    /// Foreign crates that it must not name; `axum*` stands for every name that begins so.
    pub(super) never: &'static [&'static str],
}

/// The words of HTTP and of pages.
const WEB: &[&str] = &["axum*", "leptos*", "http", "http-*", "hyper*", "tower*", "utoipa*"];

/// All crates of the workspace; one that is missing here fails the check.
pub(super) const WALLS: &[Wall] = &[
    Wall {
        of: "domain",
        ours: &[],
        ours_in_tests: &[],
        only: Some(&["serde", "thiserror", "chrono"]),
        never: &[],
    },
    Wall {
        of: "content",
        ours: &["domain"],
        ours_in_tests: &[],
        only: None,
        never: &["tokio*", "sea-orm*", "sqlx*", "axum*", "leptos*", "hyper*", "reqwest"],
    },
    Wall {
        of: "migration",
        ours: &[],
        ours_in_tests: &[],
        only: None,
        never: WEB,
    },
    Wall {
        of: "data",
        ours: &["domain"],
        ours_in_tests: &["migration", "testbed"],
        only: None,
        never: WEB,
    },
    Wall {
        of: "usecases",
        ours: &["domain", "content", "data"],
        ours_in_tests: &["migration", "testbed"],
        only: None,
        never: WEB,
    },
    Wall {
        of: "app",
        ours: &["domain", "usecases"],
        ours_in_tests: &["content"],
        only: None,
        never: &["sea-orm*", "sqlx*", "regex*"],
    },
    Wall {
        of: "frontend",
        ours: &["app"],
        ours_in_tests: &[],
        only: None,
        never: &["regex*"],
    },
    Wall {
        of: "server",
        ours: &["domain", "content", "migration", "data", "usecases", "app"],
        ours_in_tests: &["testbed"],
        only: None,
        never: &[],
    },
    Wall {
        of: "testbed",
        ours: &["domain", "content", "migration", "data"],
        ours_in_tests: &[],
        only: None,
        never: WEB,
    },
    Wall {
        of: "xtask",
        ours: &[],
        ours_in_tests: &[],
        only: None,
        never: &[],
    },
    Wall {
        of: "bench",
        ours: &[
            "domain",
            "content",
            "migration",
            "data",
            "usecases",
            "app",
            "server",
            "testbed",
        ],
        ours_in_tests: &[],
        only: None,
        never: &[],
    },
];

/// What `app` may use on the server only, so never without its feature `ssr`.
pub(super) const SERVER_ONLY_IN_APP: &[&str] = &["usecases"];

/// What must never reach the browser, whoever brings it along.
pub(super) const NEVER_IN_THE_BROWSER: &[&str] = &[
    "tokio",
    "sea-orm",
    "sqlx",
    "axum",
    "data",
    "usecases",
    "content",
    "migration",
];
