//! The whole site without a port: every request goes through the router as it does in the server, every page is read and
//! answered as by a browser without JavaScript.
//!
//! - `routes`: one module for each part of the site, as the addresses are laid out
//! - `invented_theme`: a theme that nobody ever saw, from its guide to the last granted case
//! - `commands`: the binary itself
//! - `traces`: what it leaves behind, in its log and in its folder

#[cfg(test)]
#[path = "../invention/invention.rs"]
mod invention;
#[cfg(test)]
#[path = "../people/people.rs"]
mod people;
#[cfg(test)]
#[expect(dead_code, reason = "here no server is killed and nobody watches its requests")]
#[path = "../process/process.rs"]
mod process;

#[cfg(test)]
mod commands;
#[cfg(test)]
mod invented_theme;
#[cfg(test)]
mod newborn;
#[cfg(test)]
mod outside;
#[cfg(test)]
mod routes;
#[cfg(test)]
mod site;
#[cfg(test)]
mod traces;
