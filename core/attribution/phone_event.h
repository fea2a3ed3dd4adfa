// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "attribution/app_face.h"
#include "attribution/phone_link.h"
#include "base/time.h"
#include "net/address.h"
#include "session/values.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// What is told of a phone's apps beside its packets, by the phone itself or by who watches it: lines of a
/// session's journal (`"entry":"socket"` and so on), so that a session opened again shows the same.
namespace telltale::attribution {

/// A socket was seen to belong to a user id; it may be there still. For PCAPdroid and PiRogue too.
struct SocketSeen {
    session::AppSource source = session::AppSource::device;
    base::Timestamp time;
    net::Transport transport = net::Transport::tcp;
    net::Endpoint local; ///< null address: any of the phone's
    net::Endpoint remote; ///< null address: an unconnected socket
    std::uint32_t uid = 0;
    session::CallStack stack = {}; ///< that it was used with then, in the limits of call_stack.h; empty: not told
    friend bool operator==(const SocketSeen &, const SocketSeen &) = default;
};

/// The same socket was seen for the last time.
struct SocketGone {
    SocketSeen socket; ///< its time: when it was seen last
    friend bool operator==(const SocketGone &, const SocketGone &) = default;
};

/// All sockets that were seen and are not gone were there at this time, and whose user ids they are is told as far as
/// the source knows it.
struct SocketsThere {
    session::AppSource source = session::AppSource::device;
    base::Timestamp time;
    friend bool operator==(const SocketsThere &, const SocketsThere &) = default;
};

/// Which packages run under a user id.
struct UidPackages {
    session::AppSource source = session::AppSource::device;
    base::Timestamp time;
    std::uint32_t uid = 0;
    std::vector<std::string> packages; ///< ascending; several share the id
    std::uint64_t more = 0; ///< further packages that were not kept
    std::string name; ///< for people, where the source knows it
    std::string version; ///< of the only package
    friend bool operator==(const UidPackages &, const UidPackages &) = default;
};

/// What is in front on the phone's screen. An empty package: nothing is known from here on.
struct Foreground {
    base::Timestamp time;
    std::string package;
    std::string activity; ///< class, with its package: "org.chromium.chrome.browser.ChromeTabbedActivity"
    std::string title; ///< of the window that has the focus
    bool secure = false; ///< that window must not be pictured (FLAG_SECURE)
    friend bool operator==(const Foreground &, const Foreground &) = default;
};

/// The user said: this is X. Either of one connection, or of all that are taken for another app.
struct UserNaming {
    base::Timestamp time;
    struct OneConnection {
        net::Transport transport = net::Transport::tcp;
        net::Endpoint originator;
        net::Endpoint responder;
        base::Timestamp begin; ///< of its first packet
        friend bool operator==(const OneConnection &, const OneConnection &) = default;
    };
    std::optional<OneConnection> connection; ///< none: the app below
    std::string ofPackage; ///< what it was taken for
    std::string ofName;
    std::string package; ///< what it is; both empty: the user takes an earlier word back
    std::string name;
    friend bool operator==(const UserNaming &, const UserNaming &) = default;
};

/// Who sends what PCAPdroid captured: nobody else's packets are taken.
struct PhoneHeard {
    base::Timestamp time;
    net::IpAddress from;
    friend bool operator==(const PhoneHeard &, const PhoneHeard &) = default;
};

using PhoneEvent = std::variant<SocketSeen, SocketGone, SocketsThere, UidPackages, Foreground, PhoneLink, UserNaming,
    AppFace, PhoneHeard>;

/// Octets of a line at most, its end not counted: two pictures of an icon in base64, and what is about them.
constexpr std::size_t longestPhoneLine = 320U << 10;

/// One JSON object without line end.
std::string formatPhoneEvent(const PhoneEvent &event);

/// Total: nothing for what is none of these lines, or lacks what makes it one.
std::optional<PhoneEvent> readPhoneEvent(std::string_view line);

} // namespace telltale::attribution
