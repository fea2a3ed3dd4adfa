// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "attribution/phone_event.h"
#include "base/limits.h"
#include "base/result.h"
#include "base/time.h"
#include "engine/batch.h"
#include "net/address.h"
#include "session/payload_store.h"
#include "session/values.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace telltale::rules {
class TrackerLibrary;
}
namespace telltale::decode {
class DecoderRegistry;
}

namespace telltale::engine {

/// A span of private browsing as the user gave it: absolute, or seconds after the first packet.
struct SpanOption {
    std::variant<base::Timestamp, double> from;
    std::variant<base::Timestamp, double> to;
};

struct Options {
    std::vector<std::string> keyLogFiles;        ///< files, growing files or FIFOs
    std::vector<std::string> secrets;            ///< declared by the user
    std::vector<SpanOption> incognito;
    bool incognitoAll = false;
    std::vector<net::IpAddress> clients;         ///< only these stations; empty for all
    unsigned threads = 0;                        ///< shards; 0 for one per core
    std::string rulesFolder;                     ///< empty: the installed rules
    std::string countryDatabase;                 ///< a table or .mmdb file; empty: the installed table
    std::vector<std::string> trackerFolders;     ///< the user's tracker rules: each overrides those before, and the rulesFolder's
    base::Limits limits;
};

/// Ending the phone's TLS in the relay and opening it again, so that there are keys. Off unless chosen.
struct Interception {
    std::vector<std::string> upstreamAuthorities; ///< files with further trust anchors for the servers' side
    std::vector<std::string> pass;                ///< hosts that are never opened
    std::string authorityFolder;                  ///< empty: this computer's own certificate authority
    bool refuseQuic = true;                       ///< so that apps fall back to TCP
};

/// Asking the phone itself over ADB which app has which connection.
struct AdbInput {
    std::string server = {};   ///< "HOST:PORT"; empty: as adb itself finds it
    std::string serial = {};   ///< empty: the only phone there is
    bool required = false;     ///< without a phone that answers the watch does not start
};

/// A file, stream or "-".
struct FileInput { std::string path; };
/// An interface, watched through the capture helper.
struct LiveInput {
    std::string interface;
    std::string filter;                        ///< BPF; empty for everything
    std::vector<std::string> stations = {};    ///< only these, by IP or MAC address; empty for all behind it
    std::optional<Interception> interception = std::nullopt;
    std::string sessionFolder = {};            ///< empty: nothing is recorded
    std::string program = "telltale";          ///< named in the recording
    std::optional<AdbInput> adb = std::nullopt;
};
/// PCAPdroid on the phone sends its capture here (udp, tcp: it is listened for), or serves it (http: it is asked).
struct PcapdroidInput {
    enum class Sink : std::uint8_t { udp, tcp, http };
    Sink sink = Sink::tcp;
    net::Endpoint at = {};                     ///< udp, tcp: of this computer; null address: all of IPv4. http: the phone's
    net::IpAddress from = {};                  ///< udp, tcp: the phone's; null: whoever sends first, on a local
                                               ///< network where at has no address in particular
    std::vector<net::IpAddress> notFrom = {};  ///< udp, tcp: who is not the phone, though heard first
    bool patient = false;                      ///< http: dialled until somebody answers; else that is an error
    std::string sessionFolder = {};            ///< empty: nothing is recorded
    std::string program = "telltale";          ///< named in the recording
};
/// A capture file played at its own pace, times speed, through the path live packets take.
struct PacedInput { std::string path; double speed = 1.0; };
using Input = std::variant<FileInput, LiveInput, PacedInput, PcapdroidInput>;

/// One analysis under way: owns its threads, the payload store and all protocol state.
class Analysis {
public:
    /// Opens the input and starts. Errors name the file or interface and the remedy; nothing runs then.
    static base::Result<std::unique_ptr<Analysis>> start(const Input &input, const Options &options, BatchSink sink);

    /// Cancels if it still runs, and waits for its threads.
    virtual ~Analysis() = default;

    /// Number carried by its batches; unique in this process.
    [[nodiscard]] virtual std::uint64_t number() const = 0;

    /// Stops reading; what was read is analysed to the end and the summary comes. Returns at once.
    virtual void stop() = 0;

    /// Blocks until the last batch was delivered.
    virtual void wait() = 0;

    /// Marks the start or end of private browsing at the newest packet's time. Any thread.
    virtual void markPrivate(bool on) = 0;

    /// No longer sends the phone to the relay, and ends that, while watching goes on. Its connections through the relay
    /// break; Batch::interceptionEnded says when it is done. Nothing where there is no interception. Any thread.
    virtual void endInterception() = 0;

    /// The user says which app a connection, or another app, is. It is written into the journal of what is recorded,
    /// or of the session that was opened. Any thread.
    virtual void nameApp(const attribution::UserNaming &naming) = 0;

    /// The tracker rules in use; the user's are read again while a live input is watched.
    [[nodiscard]] virtual std::shared_ptr<const rules::TrackerLibrary> trackers() const = 0;

    /// Bodies and headers that the batches refer to. Lives as long as anybody holds it.
    [[nodiscard]] virtual std::shared_ptr<const session::PayloadStore> payloads() const = 0;

    /// What opens them as this analysis does: with what was recorded beside its capture. Lives as long as anybody holds
    /// it.
    [[nodiscard]] virtual std::shared_ptr<const decode::DecoderRegistry> decoders() const = 0;
};

} // namespace telltale::engine
