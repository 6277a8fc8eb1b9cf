//! Channels: the ways people come by that the city counts.

use std::collections::BTreeSet;

use domain::channel::ChannelId;

use crate::file::city::ChannelFile;
use crate::finding::{Notes, Rule};

/// A way people come by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Channel {
    /// What `?from=` in a link calls it.
    pub id: ChannelId,
    /// Name on the page: 公众号菜单.
    pub name: String,
}

pub(super) fn read(files: &[ChannelFile], notes: &mut Notes) -> Vec<Channel> {
    let mut known = BTreeSet::new();
    let mut channels = Vec::new();
    for file in files {
        let Ok(id) = file.id.value.parse::<ChannelId>() else {
            let message = format!(
                "“{}”不能做渠道的编号，请只用小写字母、数字和横线，最多 20 个。",
                file.id.value
            );
            notes.add(&file.id, Rule::BadId, message);
            continue;
        };
        if !known.insert(id.clone()) {
            let message = format!("有两个渠道都叫“{id}”，请改掉一个。");
            notes.add(&file.id, Rule::Duplicate, message);
        }
        channels.push(Channel {
            id,
            name: file.name.clone(),
        });
    }
    channels
}
