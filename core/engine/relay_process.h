// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "capture/child_process.h"
#include "intercept/relay_event.h"
#include "net/address.h"

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace telltale::engine {

struct RelaySettings {
    std::string program;                  ///< empty: beside the running program, else in PATH
    std::vector<net::Endpoint> listen;    ///< one for each family; port 0: any
    std::optional<net::Endpoint> page;    ///< where the phone gets the certificate; port 0: any
    std::vector<std::string> stations;    ///< CIDR: who may connect
    std::string interface;                ///< and through which interface
    std::vector<std::string> upstreamAuthorities; ///< files with further trust anchors
    std::vector<std::string> pass;        ///< hosts that are never opened
    std::string authorityFolder;          ///< empty: this computer's own
};

/// The program telltale-relay at work: its key log lines and its events. A thread of its own reads
/// both, so that its end is noticed at once. The relay ends when this object does.
class RelayProcess {
public:
    /// What came since the last call.
    struct News {
        std::string keyLines;
        std::vector<std::string> events; ///< journal lines; intercept::readRelayEvent reads them
    };

    /// Starts it and waits until it listens, or for its reason why not.
    /// @param ended  called once, on another thread, when the relay ends without stop(): the phone must
    ///               no longer be sent to it
    static base::Result<std::unique_ptr<RelayProcess>> start(const RelaySettings &settings, std::function<void()> ended);
    ~RelayProcess();
    RelayProcess(const RelayProcess &) = delete;
    RelayProcess &operator=(const RelayProcess &) = delete;

    /// Any thread.
    News takeNews();
    void stop();

    /// Where it listens: the ports it was given.
    [[nodiscard]] const std::vector<net::Endpoint> &addresses() const { return m_addresses; }
    /// It has ended, and all it said is in the news.
    [[nodiscard]] bool over() const;
    /// It ended by itself.
    [[nodiscard]] bool failed() const;
    [[nodiscard]] int pid() const { return m_child->pid(); }

private:
    RelayProcess(std::unique_ptr<capture::ChildProcess> child, std::function<void()> ended);

    void read();
    void take(std::string &rest, bool keys);
    [[nodiscard]] base::Status waitUntilListening(std::size_t addresses);
    [[nodiscard]] base::Error reasonOfEnd();

    std::unique_ptr<capture::ChildProcess> m_child;
    std::function<void()> m_ended;
    capture::UniqueDescriptor m_keys;
    capture::UniqueDescriptor m_events;
    std::vector<net::Endpoint> m_addresses;
    mutable std::mutex m_mutex; // protects the four below
    std::condition_variable m_changed;
    News m_news;
    bool m_over = false;
    bool m_stopping = false;
    std::thread m_thread; // last: it uses all of the above
};

} // namespace telltale::engine
