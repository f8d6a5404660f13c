//! The language server: what `ide/` knows, in the words of the Language Server Protocol.
//!
//! One thread reads messages, one handles them in order. A message that cannot be understood is answered with an error, a request that
//! fails is answered with an error, and the server lives on; it ends with `exit` or when nobody writes to it any more. Consecutive
//! changes of texts are read together before anything is said about them.
//!
//! Nothing here touches the disk or the standard streams: files come through [`Files`], messages through a reader and a writer.
//!
//! Terms: a *document* is a text that is open in the editor; it wins over the file on the disk. The *project* of a document is the map
//! with what it imports.

mod capabilities;
mod client;
mod convert;
mod diagnostics;
mod dispatch;
mod documents;
mod files;
mod message;
mod position;
mod queue;
mod requests;
mod server;
mod state;
mod transport;
mod uri;

pub use files::{Files, Project, ProjectFiles, SettingsFile, Texts};
pub use server::{Ended, serve};
