// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/folder/private_output.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>
#include <utility>

namespace telltale::session {

PrivateOutput::PrivateOutput(std::string path, int descriptor)
    : m_path(std::move(path))
    , m_descriptor(descriptor)
{
}

base::Result<PrivateOutput> PrivateOutput::create(const std::string &path)
{
    constexpr int ownerOnly = 0600;
    const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, ownerOnly);
    if (descriptor < 0 && errno == EEXIST)
        return base::Error{base::ErrorKind::output, path + " is there already.",
            "Choose another folder, or move the old session away."};
    if (descriptor < 0)
        return base::Error{base::ErrorKind::output, path + " cannot be made: " + std::strerror(errno) + ".",
            "Choose a folder you may write to."};
    return PrivateOutput(path, descriptor);
}

base::Error PrivateOutput::failure(int errorNumber) const
{
    return {base::ErrorKind::output, "Writing to " + m_path + " failed: " + std::strerror(errorNumber) + ".",
        errorNumber == ENOSPC ? "Make room on that disk." : ""};
}

base::Status PrivateOutput::write(base::ByteView bytes)
{
    while (!bytes.empty()) {
        const ssize_t count = ::write(m_descriptor.get(), bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return failure(errno);
        m_size += static_cast<std::uint64_t>(count);
        bytes = bytes.subspan(static_cast<std::size_t>(count));
    }
    return base::Done{};
}

base::Status PrivateOutput::sync()
{
    if (::fsync(m_descriptor.get()) != 0 && errno != EINVAL) // EINVAL: a file system without it
        return failure(errno);
    return base::Done{};
}

void PrivateOutput::lock()
{
    ::flock(m_descriptor.get(), LOCK_EX | LOCK_NB); // where the file system has no locks, nobody can be told
}

} // namespace telltale::session
