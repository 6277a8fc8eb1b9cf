//! The way back to a case after a form of it was sent.

use usecases::casework::decide::DecisionDraft;
use usecases::draft::park::Posted;
use usecases::{Context, Error, Refusal};

use crate::pages::parked;
use crate::respond::problem_code;

/// Back to the case, which shows what came of it or what is wrong.
pub(super) fn back_to_case(case: &str, outcome: usecases::Result<()>) -> usecases::Result<String> {
    match outcome {
        Ok(()) => Ok(format!("/desk/cases/{case}")),
        Err(
            error @ (Error::Conflict
            | Error::Refused(
                Refusal::DecisionText
                | Refusal::NextStep
                | Refusal::DaysNotOver
                | Refusal::PointText
                | Refusal::PointsChanged
                | Refusal::NotSaidAtOnce
                | Refusal::CorrectionLate
                | Refusal::CorrectionRuns,
            )),
        ) => Ok(format!("/desk/cases/{case}?problem={}", problem_code(&error))),
        Err(error) => Err(error),
    }
}

/// Keeps the texts of a decision until an officer has signed in again.
pub(super) async fn park_decision(office: &Context, case: &str, texts: DecisionDraft) -> usecases::Result<String> {
    parked::park(office, &Posted::Decision(case.parse()?, texts)).await
}
