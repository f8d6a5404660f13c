//! Whether somebody still reads standard output. A program that only waits would not notice before it writes again.

use std::sync::mpsc::Sender;

use super::Message;

/// Sends a message once the other end of standard output is closed.
#[cfg(unix)]
pub fn tell_when_closed(sender: Sender<Message>) {
    use rustix::event::{PollFd, PollFlags, poll};
    std::thread::spawn(move || {
        let output = std::io::stdout();
        loop {
            // Nothing is asked for, so the only answers are errors and the end.
            let mut asked = [PollFd::new(&output, PollFlags::empty())];
            match poll(&mut asked, None) {
                Err(rustix::io::Errno::INTR) => {}
                Ok(_) if asked[0].revents().intersects(PollFlags::ERR | PollFlags::HUP) => {
                    return drop(sender.send(Message::OutputClosed));
                }
                // The system cannot say it of this output.
                _ => return,
            }
        }
    });
}

/// Elsewhere the next writing tells.
#[cfg(not(unix))]
pub fn tell_when_closed(_: Sender<Message>) {}
