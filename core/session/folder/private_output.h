// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "capture/unique_descriptor.h"

#include <cstdint>
#include <string>

namespace telltale::session {

/// A file only its owner can read (mode 0600), written from its beginning to its end. Errors name the file.
class PrivateOutput {
public:
    /// Fails where something of that name is there already: nothing is ever overwritten.
    static base::Result<PrivateOutput> create(const std::string &path);

    /// Writes all of it, or gives the reason why not.
    base::Status write(base::ByteView bytes);
    /// Waits until the disk has it.
    base::Status sync();

    /// Locks the file (flock(2)) for as long as this object lives, to tell others that it is being written.
    void lock();

    [[nodiscard]] const std::string &path() const { return m_path; }
    /// Octets written so far.
    [[nodiscard]] std::uint64_t size() const { return m_size; }

private:
    PrivateOutput(std::string path, int descriptor);
    [[nodiscard]] base::Error failure(int errorNumber) const;

    std::string m_path;
    capture::UniqueDescriptor m_descriptor;
    std::uint64_t m_size = 0;
};

} // namespace telltale::session
