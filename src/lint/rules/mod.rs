//! The rules, one file each. A new one is its file and two lines here.

mod crowded_stage;
mod dead_end;
mod duplicate_transition;
mod emotion_contradicts;
mod emotion_without_evidence;
mod empty_stage;
mod ends_low;
mod expired_source;
mod forced_channel_switch;
mod frontstage_without_backstage;
mod journey_without_objective;
mod long_title;
mod lost_share;
mod mandatory_pain;
mod measured_future;
mod missing_channel;
mod missing_emotion;
mod mixed_units;
mod no_share_left;
mod no_success;
mod one_sided_evidence;
mod one_sided_experience;
mod opportunity_without_owner;
mod opportunity_without_pain;
mod pain_without_evidence;
mod pain_without_opportunity;
mod persona_shares_over_100;
mod shares_over_100;
mod small_sample;
mod stale_map;
mod thin_persona;
mod too_many_moments_of_truth;
mod too_many_stages;
mod touchpoint_without_owner;
mod unbalanced_stages;
mod unfilled_placeholder;
mod unreachable_for_persona;
mod unreachable_outcome;
mod unreachable_stage;
mod unreachable_touchpoint;
mod unused_allow;
mod unused_channel;
mod unused_import;
mod unused_lane;
mod unused_persona;
mod unused_source;
mod unused_team;
mod zero_share;

use super::Rule;
use crate::diagnostic::Code;

/// All rules, in the order of the reference.
pub const RULES: &[Rule] = &[
    shares_over_100::RULE,
    unreachable_stage::RULE,
    unreachable_touchpoint::RULE,
    unreachable_outcome::RULE,
    dead_end::RULE,
    unreachable_for_persona::RULE,
    duplicate_transition::RULE,
    no_share_left::RULE,
    lost_share::RULE,
    zero_share::RULE,
    no_success::RULE,
    mandatory_pain::RULE,
    forced_channel_switch::RULE,
    persona_shares_over_100::RULE,
    unused_persona::RULE,
    unused_channel::RULE,
    unused_source::RULE,
    unused_team::RULE,
    unused_lane::RULE,
    unused_import::RULE,
    unused_allow::RULE,
    emotion_contradicts::RULE,
    empty_stage::RULE,
    unfilled_placeholder::RULE,
    missing_emotion::RULE,
    missing_channel::RULE,
    pain_without_opportunity::RULE,
    thin_persona::RULE,
    journey_without_objective::RULE,
    ends_low::RULE,
    one_sided_experience::RULE,
    opportunity_without_pain::RULE,
    opportunity_without_owner::RULE,
    expired_source::RULE,
    stale_map::RULE,
    measured_future::RULE,
    mixed_units::RULE,
    small_sample::RULE,
    one_sided_evidence::RULE,
    pain_without_evidence::RULE,
    emotion_without_evidence::RULE,
    frontstage_without_backstage::RULE,
    touchpoint_without_owner::RULE,
    crowded_stage::RULE,
    too_many_stages::RULE,
    long_title::RULE,
    too_many_moments_of_truth::RULE,
    unbalanced_stages::RULE,
];

/// The rule of a code.
pub fn rule(code: Code) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.code == code)
}
