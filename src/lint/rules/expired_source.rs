//! `expired-source`: something rests on a source that should no longer be relied on.

use crate::diagnostic::{Code, Diagnostic};
use crate::lint::evidence::date;
use crate::lint::parts::declared;
use crate::lint::{Context, Rule};
use crate::model::vocabulary::{ElementKind, Field};

/// The rule.
pub const RULE: Rule = Rule { code: Code::ExpiredSource, docs: include_str!("../../../docs/lints/expired-source.md"), check };

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let Some(today) = context.today else { return };
    for source in declared(context, ElementKind::Source) {
        let Some((expires, span)) = date(source, Field::Expires).filter(|(date, _)| date.last_day() < today) else { continue };
        // What nothing rests on is `unused-source`.
        let Some(reliance) = context.uses.sources.get(&source.id) else { continue };
        let when = if expires.day.is_some() { format!("on {expires}") } else { format!("at the end of {expires}") };
        let name = source.name().unwrap_or_default();
        let found = Diagnostic::new(
            Code::ExpiredSource,
            context.file,
            span,
            format!("{} expired {when}, and is still relied on", source.mention()),
            format!("before today, {today}"),
        );
        out.push(
            reliance
                .show(found)
                .help(format!("collect it anew and write a later date, or remove `{name}` where it stands after `from`")),
        );
    }
}
