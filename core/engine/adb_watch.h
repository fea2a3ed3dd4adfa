// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "attribution/adb/front_watch.h"
#include "attribution/adb/package_list.h"
#include "attribution/adb/socket_watch.h"
#include "engine/adb_server.h"
#include "engine/adb_stream.h"
#include "engine/face_reader.h"

#include <atomic>
#include <chrono>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <vector>

namespace telltale::engine {

/// Asks the phone over ADB which app has which socket, and what is in front on its screen, as long as this object
/// lives. When the phone goes away that is told, and it is looked for again. On the phone two shells
/// run, which end with their connections; nothing is written there. How the apps that have sockets call themselves, and
/// their icons, are read beside it (face_reader.h).
class AdbWatch {
public:
    AdbWatch(AdbServer server, std::string serial);
    ~AdbWatch();
    AdbWatch(const AdbWatch &) = delete;
    AdbWatch &operator=(const AdbWatch &) = delete;

    /// Journal lines (attribution/phone_event.h) since the last call. Any thread.
    std::vector<std::string> takeLines();

    /// No more is asked; what is known to end then comes with the next takeLines(). Waits for its thread.
    void stop();

private:
    using Clock = std::chrono::steady_clock;
    enum class Task : std::uint8_t { packages, version };

    void run();
    void attach();
    void detach(const std::string &reason);
    void pollOnce();
    void readStreams();
    void readTask();
    void nextTask();
    void tellApps();
    void tell(const attribution::PhoneEvent &event);
    void tell(const std::vector<attribution::PhoneEvent> &events);
    void tellSockets(const std::vector<attribution::PhoneEvent> &events);
    void tellThere();
    void tellReason(const std::string &reason);
    std::unique_ptr<AdbStream> shell(std::string_view script);
    void tellVersion();

    AdbServer m_server;
    std::string m_serial;

    // The thread's own.
    std::optional<AdbPhone> m_phone; ///< none: not attached
    std::unique_ptr<AdbStream> m_socketShell;
    std::unique_ptr<AdbStream> m_frontShell;
    std::unique_ptr<AdbStream> m_taskShell; ///< null: nothing asked
    Task m_task = Task::packages;
    Clock::time_point m_taskBegan;
    std::string m_taskPackage; ///< whose version is asked
    std::string m_taskText;
    attribution::adb::SocketWatch m_sockets;
    attribution::adb::FrontWatch m_front;
    attribution::adb::PackageList m_packages;
    attribution::adb::PackageList m_newPackages; ///< being read
    std::set<std::uint32_t> m_uids; ///< that were seen and not told yet
    std::set<std::uint32_t> m_vain; ///< of those, for which a list of packages was asked already
    std::optional<attribution::SocketsThere> m_there; ///< to be told when their packages are
    std::map<std::uint32_t, attribution::UidPackages> m_told;
    std::deque<std::uint32_t> m_versions; ///< user ids whose package's version is to be asked
    bool m_packagesWanted = false;
    Clock::time_point m_lastPackages;
    Clock::time_point m_lastWord; ///< of the phone
    std::string m_lastReason;

    capture::UniqueDescriptor m_wake; ///< an eventfd
    std::atomic<bool> m_stop{false};
    std::mutex m_mutex; // protects m_lines
    std::vector<std::string> m_lines;
    FaceReader m_faces; // behind the lines that it adds to
    std::thread m_thread; // last: it uses all of the above
};

} // namespace telltale::engine
