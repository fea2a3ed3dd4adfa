// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/payload_store.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <unistd.h>

namespace telltale::session {

namespace {

constexpr std::size_t pendingBytes = 1U << 20;

std::string temporaryFolder()
{
    const char *chosen = std::getenv("TMPDIR");
    return chosen != nullptr && *chosen != '\0' ? chosen : "/tmp";
}

/// A file nobody can name: it disappears with its last descriptor, also after a crash.
int openUnlinked(const std::string &folder)
{
    const int nameless = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (nameless >= 0)
        return nameless;
    // Not every file system knows O_TMPFILE.
    std::string name = folder + "/telltale-XXXXXX";
    const int named = ::mkostemp(name.data(), O_CLOEXEC);
    if (named >= 0)
        ::unlink(name.c_str());
    return named;
}

bool writeAt(int descriptor, base::ByteView bytes, std::uint64_t offset)
{
    while (!bytes.empty()) {
        const ssize_t count = ::pwrite(descriptor, bytes.data(), bytes.size(), static_cast<off_t>(offset));
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return false;
        bytes = bytes.subspan(static_cast<std::size_t>(count));
        offset += static_cast<std::uint64_t>(count);
    }
    return true;
}

bool readAt(int descriptor, std::span<std::uint8_t> into, std::uint64_t offset)
{
    while (!into.empty()) {
        const ssize_t count = ::pread(descriptor, into.data(), into.size(), static_cast<off_t>(offset));
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return false;
        into = into.subspan(static_cast<std::size_t>(count));
        offset += static_cast<std::uint64_t>(count);
    }
    return true;
}

} // namespace

base::Result<std::shared_ptr<PayloadStore>> PayloadStore::create()
{
    const std::string folder = temporaryFolder();
    const int descriptor = openUnlinked(folder);
    if (descriptor < 0) {
        return base::Error{base::ErrorKind::output,
            "No temporary file could be made in " + folder + ": " + std::strerror(errno) + ".",
            "Set TMPDIR to a folder with free space that you may write to."};
    }
    return std::shared_ptr<PayloadStore>(new PayloadStore(descriptor));
}

PayloadStore::PayloadStore(int descriptor)
    : m_descriptor(descriptor)
{
}

PayloadStore::~PayloadStore()
{
    ::close(m_descriptor);
}

PayloadRef PayloadStore::append(base::ByteView bytes)
{
    if (bytes.empty())
        return {};
    const std::lock_guard lock(m_mutex);
    if (m_pending.size() + bytes.size() > pendingBytes) {
        // Nothing counts as written before all of it is: a failed write is tried again at the same place.
        if (!writeAt(m_descriptor, m_pending, m_written)) {
            m_failed = true;
            return {};
        }
        m_written += m_pending.size();
        m_pending.clear();
    }
    const PayloadRef ref{m_written + m_pending.size(), bytes.size()};
    if (bytes.size() <= pendingBytes) {
        m_pending.insert(m_pending.end(), bytes.begin(), bytes.end());
    } else if (writeAt(m_descriptor, bytes, m_written)) {
        m_written += bytes.size();
    } else {
        m_failed = true;
        return {};
    }
    return ref;
}

base::ByteBuffer PayloadStore::read(PayloadRef ref, std::uint64_t limit) const
{
    base::ByteBuffer bytes;
    std::uint64_t fromFile = 0;
    {
        const std::lock_guard lock(m_mutex);
        const std::uint64_t end = m_written + m_pending.size();
        if (ref.offset > end || ref.size > end - ref.offset)
            return {};
        bytes.resize(std::min(ref.size, limit));
        fromFile = ref.offset < m_written ? std::min<std::uint64_t>(bytes.size(), m_written - ref.offset) : 0;
        if (bytes.size() > fromFile) {
            const std::uint64_t at = ref.offset + fromFile - m_written;
            std::copy_n(m_pending.data() + at, bytes.size() - fromFile, bytes.data() + fromFile);
        }
    }
    // What is in the file never changes, so it is read without holding anybody up.
    if (!readAt(m_descriptor, std::span(bytes).first(fromFile), ref.offset))
        return {};
    return bytes;
}

std::uint64_t PayloadStore::size() const
{
    const std::lock_guard lock(m_mutex);
    return m_written + m_pending.size();
}

bool PayloadStore::failed() const
{
    const std::lock_guard lock(m_mutex);
    return m_failed;
}

} // namespace telltale::session
