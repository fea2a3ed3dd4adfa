// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/adb_watch.h"

#include "attribution/adb/line_splitter.h"
#include "attribution/adb/phone_script.h"
#include "engine/clock.h"
#include "engine/phone_shell.h"

#include <algorithm>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>
#include <utility>

namespace telltale::engine {

namespace adb = attribution::adb;

namespace {

constexpr std::chrono::seconds lookAgain{2}; ///< for a phone that is not there
constexpr std::chrono::seconds silence{15}; ///< five looks a second are promised
constexpr std::chrono::seconds packagesAgain{10}; ///< for a user id that nothing is known of: a new app
constexpr std::chrono::seconds taskPatience{30};
constexpr std::uint32_t firstApp = 10'000; ///< user id of the first app
constexpr int pollMilliseconds = 1000;
/// Lines that nobody takes: the phone then waits at its pipe.
constexpr std::size_t mostLines = 65'536;

std::string reasonOf(const base::Error &error)
{
    return error.text();
}

} // namespace

AdbWatch::AdbWatch(AdbServer server, std::string serial)
    : m_server(std::move(server))
    , m_serial(std::move(serial))
    , m_wake(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
    , m_faces(m_server, [this](const attribution::AppFace &face) { tell(face); })
    , m_thread([this] { run(); })
{
}

AdbWatch::~AdbWatch()
{
    stop();
}

void AdbWatch::stop()
{
    m_stop = true;
    m_faces.stop();
    const std::uint64_t one = 1;
    (void)!::write(m_wake.get(), &one, sizeof one);
    if (m_thread.joinable())
        m_thread.join();
}

std::vector<std::string> AdbWatch::takeLines()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_lines, {});
}

void AdbWatch::tell(const attribution::PhoneEvent &event)
{
    std::string line = formatPhoneEvent(event);
    const std::lock_guard lock(m_mutex);
    m_lines.push_back(std::move(line));
}

void AdbWatch::tell(const std::vector<attribution::PhoneEvent> &events)
{
    for (const attribution::PhoneEvent &event : events)
        tell(event);
}

void AdbWatch::tellSockets(const std::vector<attribution::PhoneEvent> &events)
{
    for (const attribution::PhoneEvent &event : events) {
        if (const auto *there = std::get_if<attribution::SocketsThere>(&event))
            m_there = *there;
        else
            tell(event);
    }
    m_uids.merge(m_sockets.takeUids());
}

/// That all was told until now, once the packages of all user ids seen are told too, or were asked for in vain; also
/// where the phone gives no list that could be waited for.
void AdbWatch::tellThere()
{
    const bool listComes = m_packagesWanted || (m_taskShell && m_task == Task::packages);
    if (m_there && (!listComes || std::includes(m_vain.begin(), m_vain.end(), m_uids.begin(), m_uids.end())))
        tell(*std::exchange(m_there, std::nullopt));
}

void AdbWatch::tellReason(const std::string &reason)
{
    if (std::exchange(m_lastReason, reason) != reason)
        tell(attribution::PhoneLink{clockTime(), false, m_serial, {}, reason});
}

void AdbWatch::run()
{
    while (!m_stop) {
        if (!m_phone)
            attach();
        pollOnce();
        if (m_phone) {
            readStreams();
            nextTask();
        }
    }
    detach({});
}

std::unique_ptr<AdbStream> AdbWatch::shell(std::string_view script)
{
    return openShell(m_server, *m_phone, script);
}

void AdbWatch::attach()
{
    auto phone = findPhone(m_server, m_serial);
    if (!phone) {
        tellReason(reasonOf(phone.error()));
        return;
    }
    m_phone = std::move(phone.value());
    m_sockets = {};
    m_front = {};
    m_packages = {};
    m_told.clear();
    m_versions.clear();
    m_uids.clear();
    m_vain.clear();
    m_there.reset();
    m_socketShell = shell(adb::socketScript);
    m_frontShell = shell(adb::frontScript);
    if (!m_socketShell || !m_frontShell) {
        m_phone.reset();
        return;
    }
    m_packagesWanted = true;
    m_lastPackages = {};
    m_lastWord = Clock::now();
    m_lastReason = "attached";
    tell(attribution::PhoneLink{clockTime(), true, m_phone->device.serial, m_phone->device.model, {}});
}

void AdbWatch::detach(const std::string &reason)
{
    if (!m_phone)
        return;
    tell(m_sockets.end());
    tell(m_front.end());
    m_socketShell.reset();
    m_frontShell.reset();
    m_taskShell.reset();
    m_faces.phoneGone();
    m_phone.reset();
    if (!reason.empty())
        tellReason(reason);
}

/// Waits until something can be done: at most a second with a phone, until the next look without.
void AdbWatch::pollOnce()
{
    std::vector<pollfd> ready{{m_wake.get(), POLLIN, 0}};
    bool full = false;
    {
        const std::lock_guard lock(m_mutex);
        full = m_lines.size() >= mostLines;
    }
    for (const auto *stream : {&m_socketShell, &m_frontShell, &m_taskShell}) {
        if (*stream && !full)
            ready.push_back({(*stream)->descriptor(), (*stream)->events(), 0});
    }
    const int patience = m_phone ? pollMilliseconds : static_cast<int>(std::chrono::milliseconds(lookAgain).count());
    ::poll(ready.data(), ready.size(), patience);
    if (full)
        return;
    for (const auto *stream : {&m_socketShell, &m_frontShell, &m_taskShell}) {
        if (*stream)
            (*stream)->move();
    }
}

void AdbWatch::readStreams()
{
    const base::Timestamp now = clockTime();
    if (const std::string text = m_socketShell->takeData(); !text.empty()) {
        m_lastWord = Clock::now();
        tellSockets(m_sockets.feed(text, now));
    }
    if (m_frontShell) {
        if (const std::string text = m_frontShell->takeData(); !text.empty())
            tell(m_front.feed(text, now));
        if (m_frontShell->over()) { // without it the sockets still have owners
            tell(m_front.end());
            m_frontShell.reset();
        }
    }
    readTask();
    tellApps();
    tellThere();
    if (m_socketShell->over())
        detach("The phone " + m_phone->device.serial + " ended the connection over adb"
            + (m_socketShell->failure().empty() ? std::string(".") : ": " + m_socketShell->failure() + "."));
    else if (Clock::now() - m_lastWord > silence)
        detach("The phone " + m_phone->device.serial + " no longer answers over adb. Is it still plugged in?");
}

void AdbWatch::readTask()
{
    if (!m_taskShell)
        return;
    const std::string text = m_taskShell->takeData();
    if (m_task == Task::packages)
        m_newPackages.feed(text);
    else if (m_taskText.size() < adb::AdbLimits::lineBytes)
        m_taskText += text;
    const bool complete = m_task == Task::packages && m_newPackages.complete();
    if (!complete && !m_taskShell->over() && Clock::now() - m_taskBegan < taskPatience)
        return;
    m_taskShell.reset();
    if (m_task == Task::packages) {
        if (!m_newPackages.empty())
            m_packages = std::move(m_newPackages);
        m_vain = m_uids; // what is in the list is told now
        return;
    }
    tellVersion();
}

void AdbWatch::tellVersion()
{
    adb::LineSplitter lines;
    std::string version;
    lines.feed(m_taskText + '\n',
        [&version](std::string_view line) { version = version.empty() ? adb::versionOf(line) : version; });
    for (auto &[uid, app] : m_told) {
        if (version.empty() || app.packages.size() != 1 || app.packages.front() != m_taskPackage)
            continue;
        app.version = version;
        app.time = clockTime();
        tell(app);
    }
    m_faces.want(*m_phone, {m_taskPackage, version});
}

/// One question after the other: the list of packages first, then versions.
void AdbWatch::nextTask()
{
    if (!m_phone || m_taskShell)
        return;
    if (m_packagesWanted && Clock::now() - m_lastPackages > packagesAgain) {
        m_packagesWanted = false;
        m_lastPackages = Clock::now();
        m_newPackages = {};
        m_task = Task::packages;
        m_taskShell = shell(adb::packageScript);
    } else if (!m_versions.empty()) {
        m_taskPackage = m_told[m_versions.front()].packages.front();
        m_versions.pop_front();
        m_task = Task::version;
        m_taskText.clear();
        m_taskShell = shell("dumpsys package " + m_taskPackage + " | grep -m 1 versionName=");
    }
    m_taskBegan = Clock::now();
}

/// Whose the user ids are that have sockets.
void AdbWatch::tellApps()
{
    if (m_packages.empty())
        return;
    for (const std::uint32_t uid : std::exchange(m_uids, {})) {
        if (m_told.contains(uid))
            continue;
        attribution::UidPackages app = m_packages.packagesOf(uid, clockTime());
        if (app.packages.empty()) {
            if (adb::appIdOf(uid) < firstApp)
                continue; // one of Android's own that has no package
            m_packagesWanted = true; // installed since
            m_uids.insert(uid);
            continue;
        } else if (app.packages.size() == 1) {
            m_versions.push_back(uid);
        }
        m_told.insert_or_assign(uid, app);
        tell(app);
    }
}

} // namespace telltale::engine
