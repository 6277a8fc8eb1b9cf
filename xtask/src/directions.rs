//! Who may import whom: a crate that reaches in the wrong direction fails the check before anybody has to notice it in a
//! review. The table is in `walls`.

mod walls;

use std::collections::BTreeSet;

use anyhow::{Context, Result, bail};
use cargo_metadata::{Dependency, DependencyKind, Metadata, MetadataCommand, Package};

use crate::directions::walls::{NEVER_IN_THE_BROWSER, SERVER_ONLY_IN_APP, WALLS, Wall};
use crate::process;
use crate::workspace::Workspace;

/// Compares the workspace with the walls.
pub(crate) fn check(workspace: &Workspace) -> Result<()> {
    let metadata = MetadataCommand::new()
        .current_dir(workspace.root())
        .no_deps()
        .exec()
        .context("`cargo metadata` failed")?;
    let mut breaches = breaches(&metadata);
    breaches.extend(browser_breaches(workspace)?);
    if !breaches.is_empty() {
        bail!("{} (the rules are in docs/architecture.md)", breaches.join("; "));
    }
    Ok(())
}

fn breaches(metadata: &Metadata) -> Vec<String> {
    let ours: BTreeSet<&str> = metadata.packages.iter().map(|package| package.name.as_str()).collect();
    let mut breaches = Vec::new();
    for package in &metadata.packages {
        match WALLS.iter().find(|wall| wall.of == package.name.as_str()) {
            Some(wall) => breaches.extend(breaches_of(package, wall, &ours)),
            None => breaches.push(format!(
                "the crate {} has no place in the table of who may import whom",
                package.name
            )),
        }
    }
    breaches
}

fn breaches_of(package: &Package, wall: &Wall, ours: &BTreeSet<&str>) -> Vec<String> {
    let mut breaches = Vec::new();
    for dependency in &package.dependencies {
        let name = dependency.name.as_str();
        let in_tests = dependency.kind == DependencyKind::Development;
        let allowed = if ours.contains(name) {
            wall.ours.contains(&name) || (in_tests && wall.ours_in_tests.contains(&name))
        } else {
            in_tests
                || (wall.only.is_none_or(|only| only.contains(&name))
                    && !wall.never.iter().any(|pattern| matches(pattern, name)))
        };
        if !allowed {
            breaches.push(format!("{} must not import {name}", wall.of));
        }
    }
    if wall.of == "app" {
        breaches.extend(
            SERVER_ONLY_IN_APP
                .iter()
                .filter_map(|name| server_only_breach(package, name)),
        );
    }
    breaches
}

/// A dependency that is there for the server must be optional, and no other feature than `ssr` may bring it in.
fn server_only_breach(package: &Package, name: &str) -> Option<String> {
    let dependency: &Dependency = package.dependencies.iter().find(|dependency| dependency.name == name)?;
    if !dependency.optional {
        return Some(format!(
            "{} may import {name} only as an optional dependency of its feature `ssr`",
            package.name
        ));
    }
    let switch = format!("dep:{name}");
    let part = format!("{name}/");
    let strays: Vec<&str> = package
        .features
        .iter()
        .filter(|(feature, _)| feature.as_str() != "ssr")
        .filter(|(_, wishes)| {
            wishes
                .iter()
                .any(|wish| *wish == switch || wish == name || wish.starts_with(&part))
        })
        .map(|(feature, _)| feature.as_str())
        .collect();
    (!strays.is_empty()).then(|| {
        format!(
            "{}'s feature {} brings in {name}, which only `ssr` may",
            package.name,
            strays.join(" and ")
        )
    })
}

/// What the browser half would be built from, as cargo resolves it.
fn browser_breaches(workspace: &Workspace) -> Result<Vec<String>> {
    let tree = process::read(workspace.cargo().args([
        "tree",
        "--package=frontend",
        "--target=wasm32-unknown-unknown",
        "--edges=normal",
        "--prefix=none",
        "--format={p}",
        "--no-dedupe",
    ]))?;
    Ok(unwelcome(&tree)
        .into_iter()
        .map(|name| format!("{name} reaches the browser"))
        .collect())
}

/// The unwelcome crates in a printed tree of one crate a line.
fn unwelcome(tree: &str) -> BTreeSet<&str> {
    tree.lines()
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| NEVER_IN_THE_BROWSER.contains(name))
        .collect()
}

fn matches(pattern: &str, name: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(beginning) => name.starts_with(beginning),
        None => name == pattern,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stands_for_every_ending() {
        assert!(matches("axum*", "axum-extra"));
        assert!(matches("http", "http"));
        assert!(!matches("http", "httparse"));
    }

    /// A crate of ours as `cargo metadata` describes it; a dependency is its name, its kind and whether it is optional.
    fn package(name: &str, dependencies: &[(&str, &str, bool)], features: &str) -> Package {
        let dependencies: Vec<String> = dependencies
            .iter()
            .map(|(name, kind, optional)| {
                format!(
                    r#"{{"name":"{name}","req":"*","kind":{kind},"optional":{optional},"uses_default_features":true,
                    "features":[],"target":null,"rename":null,"source":null,"registry":null}}"#
                )
            })
            .collect();
        let json = format!(
            r#"{{"packages":[{{"name":"{name}","version":"0.1.0","id":"{name}","dependencies":[{}],"targets":[],
            "features":{features},"manifest_path":"/w/{name}/Cargo.toml"}}],
            "workspace_members":[],"workspace_root":"/w","target_directory":"/w/target","version":1,"resolve":null}}"#,
            dependencies.join(",")
        );
        MetadataCommand::parse(json).unwrap().packages.remove(0)
    }

    fn breaches_in(package: &Package) -> Vec<String> {
        let wall = WALLS.iter().find(|wall| wall.of == package.name.as_str()).unwrap();
        breaches_of(package, wall, &WALLS.iter().map(|wall| wall.of).collect())
    }

    #[test]
    fn the_rules_know_neither_a_clock_nor_the_records() {
        let domain = package(
            "domain",
            &[
                ("serde", "null", false),
                ("tokio", "null", false),
                ("data", "null", false),
            ],
            "{}",
        );
        assert_eq!(
            breaches_in(&domain),
            ["domain must not import tokio", "domain must not import data"]
        );
        let tested = package("domain", &[("proptest", r#""dev""#, false)], "{}");
        assert_eq!(breaches_in(&tested), [""; 0]);
    }

    #[test]
    fn the_tests_of_the_records_may_use_the_history_of_the_schema() {
        assert_eq!(
            breaches_in(&package("data", &[("migration", r#""dev""#, false)], "{}")),
            [""; 0]
        );
        assert_eq!(
            breaches_in(&package("data", &[("migration", "null", false)], "{}")),
            ["data must not import migration"]
        );
    }

    #[test]
    fn pages_reach_the_use_cases_only_on_the_server() {
        let good = package(
            "app",
            &[("usecases", "null", true)],
            r#"{"ssr":["dep:usecases"],"hydrate":[]}"#,
        );
        assert_eq!(breaches_in(&good), [""; 0]);
        let stray = package(
            "app",
            &[("usecases", "null", true)],
            r#"{"ssr":[],"hydrate":["dep:usecases"]}"#,
        );
        assert_eq!(
            breaches_in(&stray),
            ["app's feature hydrate brings in usecases, which only `ssr` may"]
        );
        let always = package("app", &[("usecases", "null", false)], "{}");
        assert_eq!(
            breaches_in(&always),
            ["app may import usecases only as an optional dependency of its feature `ssr`"]
        );
    }

    #[test]
    fn finds_what_must_not_reach_the_browser() {
        let tree = "frontend v0.1.0\nleptos v0.8.23\ntokio v1.49.0\ntokio-macros v2.6.0 (proc-macro)\n";
        assert_eq!(unwelcome(tree).into_iter().collect::<Vec<_>>(), ["tokio"]);
    }
}
