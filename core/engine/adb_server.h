// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "attribution/adb/device_list.h"
#include "base/result.h"
#include "capture/unique_descriptor.h"

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace telltale::engine {

/// Where this computer's adb server listens.
struct AdbServer {
    std::string host = "127.0.0.1";
    std::uint16_t port = 5037;
    std::string path = {}; ///< a socket in the file system instead; of the abstract kind with a leading NUL
    [[nodiscard]] std::string text() const;
    friend bool operator==(const AdbServer &, const AdbServer &) = default;
};

/// From "HOST:PORT", "HOST", or the forms of ADB_SERVER_SOCKET ("tcp:HOST:PORT", "tcp:PORT", "localfilesystem:PATH",
/// "localabstract:NAME"). The error is of kind usage.
base::Result<AdbServer> readAdbServer(const std::string &text);

/// The one given; else that of the environment as adb itself takes it: ADB_SERVER_SOCKET, or
/// ANDROID_ADB_SERVER_ADDRESS and ANDROID_ADB_SERVER_PORT; else 127.0.0.1:5037.
base::Result<AdbServer> adbServer(const std::string &given);

/// Begins to connect, without waiting. A name is looked up; localhost and addresses need no network for that.
base::Result<capture::UniqueDescriptor> connectTo(const AdbServer &server);

/// One question with one answer, such as host:version. Waits no longer than @p patience.
base::Result<std::string> askAdb(
    const AdbServer &server, const std::string &service, std::chrono::milliseconds patience = std::chrono::seconds(3));

/// The phone to be asked, and how its shell is spoken to.
struct AdbPhone {
    attribution::adb::Device device;
    bool shellV2 = false; ///< Android 7 and newer
};

/// Errors say what stands in the way and what the user does about it: no server, no phone, several,
/// not allowed, offline. Of kind privilege.
base::Result<AdbPhone> findPhone(const AdbServer &server, const std::string &serial);

} // namespace telltale::engine
