//! A member of staff: what one is there for, once.

use std::collections::BTreeSet;

use domain::id::DepartmentId;
use domain::identity::mobile_number;
use domain::staff::{Duty, Officer, Post, Role, Task};

use super::Department;
use crate::file::Name;
use crate::file::city::{OfficerFile, PostFile, RoleFile, TaskFile};
use crate::finding::{Notes, Rule};
use crate::theme::names::id;

pub(super) fn read(file: &OfficerFile, departments: &[Department], notes: &mut Notes) -> Option<Officer> {
    let officer = id(&file.id, notes);
    let phone = mobile_number(&file.phone.value);
    if phone.is_none() {
        let message = format!("“{}”不是手机号码，请改正。", file.phone.value);
        notes.add(&file.phone, Rule::PhoneNumber, message);
    }
    let duty = duty(file, departments, notes);
    Some(Officer {
        id: officer?,
        name: file.name.clone(),
        phone: phone?,
        duty: duty?,
    })
}

fn duty(file: &OfficerFile, departments: &[Department], notes: &mut Notes) -> Option<Duty> {
    match (&file.department, file.posts.as_slice(), file.role) {
        (Some(name), [], None) => {
            let whole = Post {
                department: department(file, name, departments, notes)?,
                regions: BTreeSet::new(),
                tasks: Task::CASEWORK.into(),
            };
            Some(Duty::Casework(vec![whole]))
        }
        (None, [], Some(role)) => Some(Duty::Administration(match role {
            RoleFile::System => Role::System,
            RoleFile::Security => Role::Security,
            RoleFile::Audit => Role::Audit,
        })),
        (None, posts @ [_, ..], None) => {
            let posts = posts.iter().filter_map(|one| post(file, one, departments, notes));
            Some(Duty::Casework(posts.collect()))
        }
        _ => {
            let message = format!("{}要写 department、posts、role 中的一个，只写一个。", file.name);
            notes.add(&file.id, Rule::OneDuty, message);
            None
        }
    }
}

fn post(file: &OfficerFile, post: &PostFile, departments: &[Department], notes: &mut Notes) -> Option<Post> {
    let task = |task: &TaskFile| match task {
        TaskFile::Read => Task::Read,
        TaskFile::Accept => Task::Accept,
        TaskFile::Decide => Task::Decide,
        TaskFile::Window => Task::Window,
    };
    Some(Post {
        department: department(file, &post.department, departments, notes)?,
        regions: post.regions.iter().map(|region| region.value.clone()).collect(),
        tasks: post.tasks.iter().map(task).collect(),
    })
}

fn department(file: &OfficerFile, name: &Name, departments: &[Department], notes: &mut Notes) -> Option<DepartmentId> {
    let department = id(name, notes)?;
    if !departments.iter().any(|one| one.id == department) {
        let message = format!("{}所在的部门“{department}”不存在，请改正。", file.name);
        notes.add(name, Rule::UnknownDepartment, message);
    }
    Some(department)
}
