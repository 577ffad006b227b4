//! The door of the operations: any input is taken or refused, and what is taken is whole.

use atelier_api::{
    aside, attachment, backup, booster, budget, cache, context, conversation, desktop, draft,
    export, file, folder, import, link, log, message, mirror, model, operation, pattern, project,
    queue, search, secret, settings, template, temporary, theme, usage,
};
use atelier_rpc::{Code, NoInput, decode};
use garde::Validate;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

use crate::{json, operation_words::WORDS};

/// An input type, and what tries it.
type Try = (&'static str, fn(&Value));

/// Every type of input, by the name that the contract's table gives it.
const INPUTS: &[Try] = &[
    ("NoInput", enter::<NoInput>),
    ("BudgetsPatch", enter::<budget::BudgetsPatch>),
    ("GetBudgetState", enter::<budget::GetBudgetState>),
    ("SetBudget", enter::<budget::SetBudget>),
    ("AllowOnce", enter::<budget::AllowOnce>),
    ("MarkContext", enter::<context::MarkContext>),
    ("SummarizeContext", enter::<context::SummarizeContext>),
    ("AcceptSummary", enter::<context::AcceptSummary>),
    ("ContextOf", enter::<context::ContextOf>),
    ("MeterContext", enter::<context::MeterContext>),
    ("UsageRange", enter::<usage::UsageRange>),
    ("ExportUsage", enter::<usage::ExportUsage>),
    ("PreviewEdit", enter::<booster::PreviewEdit>),
    ("ApplyEdit", enter::<booster::ApplyEdit>),
    ("ListAttachments", enter::<attachment::ListAttachments>),
    ("AddAttachment", enter::<attachment::AddAttachment>),
    ("AddFile", enter::<attachment::AddFile>),
    ("RemoveCached", enter::<cache::RemoveCached>),
    ("MentionFile", enter::<attachment::MentionFile>),
    ("RemoveAttachment", enter::<attachment::RemoveAttachment>),
    ("ReadAttachment", enter::<attachment::ReadAttachment>),
    ("FindFiles", enter::<file::FindFiles>),
    ("ReadFile", enter::<file::ReadFile>),
    ("ListEdits", enter::<file::ListEdits>),
    ("UndoEdit", enter::<file::UndoEdit>),
    ("SuggestFolders", enter::<folder::SuggestFolders>),
    ("OpenFolder", enter::<folder::OpenFolder>),
    ("CloseFolder", enter::<folder::CloseFolder>),
    ("ListConversations", enter::<conversation::ListConversations>),
    ("GetConversation", enter::<conversation::GetConversation>),
    ("ListMessages", enter::<conversation::ListMessages>),
    ("CreateConversation", enter::<conversation::CreateConversation>),
    ("RenameConversation", enter::<conversation::RenameConversation>),
    ("ConfigureConversation", enter::<conversation::ConfigureConversation>),
    ("DeleteConversation", enter::<conversation::DeleteConversation>),
    ("RestoreConversation", enter::<conversation::RestoreConversation>),
    ("SendMessage", enter::<conversation::SendMessage>),
    ("RegenerateMessage", enter::<conversation::RegenerateMessage>),
    ("ForkConversation", enter::<conversation::ForkConversation>),
    ("MapMessages", enter::<message::MapMessages>),
    ("MessageRequest", enter::<message::MessageRequest>),
    ("ShowMessage", enter::<message::ShowMessage>),
    ("EditMessage", enter::<message::EditMessage>),
    ("DeleteMessage", enter::<message::DeleteMessage>),
    ("RestoreMessage", enter::<message::RestoreMessage>),
    ("FollowConversation", enter::<conversation::FollowConversation>),
    ("StopConversation", enter::<conversation::StopConversation>),
    ("AskAside", enter::<aside::AskAside>),
    ("ListQueued", enter::<queue::ListQueued>),
    ("AddQueued", enter::<queue::AddQueued>),
    ("EditQueued", enter::<queue::EditQueued>),
    ("MoveQueued", enter::<queue::MoveQueued>),
    ("RemoveQueued", enter::<queue::RemoveQueued>),
    ("SendQueued", enter::<queue::SendQueued>),
    ("ShowNotice", enter::<desktop::ShowNotice>),
    ("ChoosePath", enter::<desktop::ChoosePath>),
    ("ShowWindow", enter::<desktop::ShowWindow>),
    ("LabelDesktop", enter::<desktop::LabelDesktop>),
    ("DecideClosing", enter::<desktop::DecideClosing>),
    ("OpenLink", enter::<link::OpenLink>),
    ("TakeLink", enter::<link::TakeLink>),
    ("GetDraft", enter::<draft::GetDraft>),
    ("SaveDraft", enter::<draft::SaveDraft>),
    ("ConfigureBackups", enter::<backup::ConfigureBackups>),
    ("ChooseBackup", enter::<backup::ChooseBackup>),
    ("SaveRecoveryKey", enter::<backup::SaveRecoveryKey>),
    ("ResetEverything", enter::<backup::ResetEverything>),
    ("SuggestExport", enter::<export::SuggestExport>),
    ("ExportConversation", enter::<export::ExportConversation>),
    ("ExportEverything", enter::<export::ExportEverything>),
    ("ExportText", enter::<export::ExportText>),
    ("ConfigureMirror", enter::<mirror::ConfigureMirror>),
    ("ReadHistory", enter::<import::ReadHistory>),
    ("UndoImport", enter::<import::UndoImport>),
    ("WriteLog", enter::<log::WriteLog>),
    ("ListModels", enter::<model::ListModels>),
    ("GetModel", enter::<model::GetModel>),
    ("GetOperation", enter::<operation::GetOperation>),
    ("FindSimilar", enter::<pattern::FindSimilar>),
    ("ListPatterns", enter::<pattern::ListPatterns>),
    ("StorePattern", enter::<pattern::StorePattern>),
    ("ScorePattern", enter::<pattern::ScorePattern>),
    ("PinPattern", enter::<pattern::PinPattern>),
    ("ForgetPattern", enter::<pattern::ForgetPattern>),
    ("ImportPatterns", enter::<pattern::ImportPatterns>),
    ("CreateProject", enter::<project::CreateProject>),
    ("UpdateProject", enter::<project::UpdateProject>),
    ("DeleteProject", enter::<project::DeleteProject>),
    ("PinConversations", enter::<project::PinConversations>),
    ("ArchiveConversations", enter::<project::ArchiveConversations>),
    ("AssignConversations", enter::<project::AssignConversations>),
    ("TagConversation", enter::<project::TagConversation>),
    ("EraseConversations", enter::<project::EraseConversations>),
    ("FindMessages", enter::<search::FindMessages>),
    ("FindWithin", enter::<search::FindWithin>),
    ("FindSimilarTo", enter::<search::FindSimilarTo>),
    ("SaveSecret", enter::<secret::SaveSecret>),
    ("SealSecrets", enter::<secret::SealSecrets>),
    ("UnlockSecrets", enter::<secret::UnlockSecrets>),
    ("SettingsPatch", enter::<settings::SettingsPatch>),
    ("GetTemplate", enter::<template::GetTemplate>),
    ("CheckTemplate", enter::<template::CheckTemplate>),
    ("SaveTemplate", enter::<template::SaveTemplate>),
    ("DeleteTemplate", enter::<template::DeleteTemplate>),
    ("RenderTemplate", enter::<template::RenderTemplate>),
    ("DiffTemplate", enter::<template::DiffTemplate>),
    ("RestoreTemplate", enter::<template::RestoreTemplate>),
    ("ExportTemplates", enter::<template::ExportTemplates>),
    ("ImportTemplates", enter::<template::ImportTemplates>),
    ("BeginTemporary", enter::<temporary::BeginTemporary>),
    ("KeepTemporary", enter::<temporary::KeepTemporary>),
    ("EndTemporary", enter::<temporary::EndTemporary>),
    ("ReadThemes", enter::<theme::ReadThemes>),
    ("SaveTheme", enter::<theme::SaveTheme>),
    ("NameTheme", enter::<theme::NameTheme>),
    ("FetchCatalogue", enter::<theme::FetchCatalogue>),
    ("NameCatalogue", enter::<theme::NameCatalogue>),
];

/// Offers `data` to every operation.
pub(crate) fn check(data: &[u8]) {
    let value = json::read(data, WORDS);
    for (_, enter) in INPUTS {
        enter(&value);
    }
}

/// The operations whose input is not tried.
#[cfg(test)]
pub(crate) fn untried() -> Vec<&'static str> {
    let tried = |name: &str| INPUTS.iter().any(|(known, _)| *known == name);
    atelier_api::operations()
        .filter(|it| !tried(&format!("{:?}", it.input)))
        .map(|it| it.name)
        .collect()
}

fn enter<T: DeserializeOwned + Serialize + Validate<Context = ()>>(value: &Value) {
    let input = match decode::<T>(value.clone()) {
        Ok(input) => input,
        Err(error) => {
            assert_eq!(error.code, Code::InvalidInput, "{error}");
            return assert!(!error.message.is_empty(), "a refusal without a word");
        }
    };
    // The client sends what it holds: that must be taken too, and mean the same.
    let sent = serde_json::to_value(&input).unwrap_or_default();
    match decode::<T>(sent.clone()) {
        Ok(again) => assert_eq!(serde_json::to_value(&again).ok(), Some(sent), "it changes"),
        Err(error) => panic!("what was taken is refused when sent again: {error}"),
    }
}
