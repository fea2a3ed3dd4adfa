// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/face_reader.h"

#include "attribution/adb/apk_list.h"
#include "attribution/adb/phone_script.h"
#include "attribution/apk/apk_face.h"
#include "attribution/apk/zip_files.h"
#include "engine/clock.h"
#include "engine/phone_file.h"
#include "engine/phone_shell.h"

#include <cstdint>
#include <memory>
#include <sys/eventfd.h>
#include <unistd.h>
#include <utility>
#include <vector>

namespace telltale::engine {

namespace adb = attribution::adb;
namespace apk = attribution::apk;
using attribution::AppFace;

namespace {

constexpr std::size_t listBytes = 64U << 10; // of paths

/// A face that says only why there is none.
AppFace noFace(std::string why)
{
    AppFace face;
    face.problem = std::move(why);
    return face;
}

AppFace faceOnPhone(PhoneShell &shell, const std::string &package)
{
    const auto listed = shell.run("p=" + package + "\n" + std::string(adb::apkScript), listBytes);
    if (!listed)
        return noFace(listed.error().message);
    std::vector<std::unique_ptr<PhoneFile>> files; // before the parts that read them
    apk::ApkParts parts;
    for (const adb::ApkOnPhone &one : adb::readApkList(listed.value())) {
        files.push_back(std::make_unique<PhoneFile>(shell, one));
        auto opened = apk::ZipFiles::open(*files.back());
        if (opened)
            parts.push_back(std::move(opened.value()));
        else if (files.size() == 1) // without the base APK there is no manifest
            return noFace(files.back()->problem().empty() ? opened.error().message : files.back()->problem());
    }
    if (parts.empty())
        return noFace("The phone does not say where the app's APK is.");
    AppFace face = apk::faceOf(parts);
    for (const auto &file : files) {
        if (face.icon.empty() && !file->problem().empty())
            face.problem = file->problem();
    }
    return face;
}

} // namespace

FaceReader::FaceReader(AdbServer server, Tell tell)
    : m_server(std::move(server))
    , m_tell(std::move(tell))
    , m_stop(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
    , m_thread([this] { run(); })
{
}

FaceReader::~FaceReader()
{
    stop();
}

void FaceReader::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_over = true;
    }
    // After it is over: what is given up now would be told otherwise.
    const std::uint64_t one = 1;
    (void)!::write(m_stop.get(), &one, sizeof one);
    m_changed.notify_one();
    if (m_thread.joinable())
        m_thread.join();
}

void FaceReader::want(const AdbPhone &phone, App app)
{
    Wanted wanted{phone, std::move(app)};
    const std::lock_guard lock(m_mutex);
    if (m_known.size() >= mostApps || !m_known.insert(wanted.key()).second)
        return;
    m_wanted.push_back(std::move(wanted));
    m_changed.notify_one();
}

void FaceReader::phoneGone()
{
    const std::lock_guard lock(m_mutex);
    for (const Wanted &wanted : std::exchange(m_wanted, {}))
        m_known.erase(wanted.key());
    m_inVain = 0;
}

std::optional<FaceReader::Wanted> FaceReader::next()
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_over || (!m_wanted.empty() && m_inVain < patience); });
    if (m_over)
        return std::nullopt;
    Wanted wanted = std::move(m_wanted.front());
    m_wanted.pop_front();
    return wanted;
}

AppFace FaceReader::read(const Wanted &wanted)
{
    PhoneShell shell(m_server, wanted.phone, m_stop.get());
    AppFace face = faceOnPhone(shell, wanted.app.package);
    face.time = clockTime();
    face.package = wanted.app.package;
    face.version = wanted.app.version;
    return face;
}

void FaceReader::run()
{
    while (const auto wanted = next()) {
        AppFace face = read(*wanted);
        {
            const std::lock_guard lock(m_mutex);
            if (m_over)
                return;
            m_inVain = face.label.empty() && face.icon.empty() ? m_inVain + 1 : 0;
        }
        m_tell(std::move(face));
    }
}

} // namespace telltale::engine
