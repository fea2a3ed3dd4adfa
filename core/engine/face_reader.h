// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "attribution/app_face.h"
#include "capture/unique_descriptor.h"
#include "engine/adb_server.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <tuple>

namespace telltale::engine {

/// Reads how apps call themselves and their icons out of their APKs on the phone, one app after the other, each version
/// once. On a thread and connections of its own: nobody waits for it, and it leaves the phone time for others.
class FaceReader {
public:
    struct App {
        std::string package; ///< isSafePackage()
        std::string version; ///< empty: not known
    };
    /// Called on the reader's thread. A face without label and icon says why in its problem.
    using Tell = std::function<void(attribution::AppFace)>;

    FaceReader(AdbServer server, Tell tell);
    ~FaceReader();
    FaceReader(const FaceReader &) = delete;
    FaceReader &operator=(const FaceReader &) = delete;

    /// Returns at once. Any thread.
    void want(const AdbPhone &phone, App app);
    /// The phone is gone: what was wanted and not begun is forgotten, and may be wanted again.
    void phoneGone();
    /// What is being read is given up, and nothing more is told. Waits for its thread.
    void stop();

private:
    static constexpr std::size_t mostApps = 1000; ///< in the life of this object
    static constexpr unsigned patience = 3; ///< apps in a row of which the phone gave nothing; then it is left alone

    using Key = std::tuple<std::string, std::string, std::string>; ///< serial number, package, version
    struct Wanted {
        AdbPhone phone;
        App app;
        [[nodiscard]] Key key() const { return {phone.device.serial, app.package, app.version}; }
    };

    void run();
    std::optional<Wanted> next();
    attribution::AppFace read(const Wanted &wanted);

    AdbServer m_server;
    Tell m_tell;
    capture::UniqueDescriptor m_stop; ///< an eventfd
    std::mutex m_mutex; // protects the members up to the thread
    std::condition_variable m_changed;
    std::deque<Wanted> m_wanted;
    std::set<Key> m_known; ///< wanted or read
    unsigned m_inVain = 0; ///< in a row
    bool m_over = false;
    std::thread m_thread; // last: it uses all of the above
};

} // namespace telltale::engine
