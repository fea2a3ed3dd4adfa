// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/descriptor_source.h"

#include <cerrno>
#include <chrono>
#include <cstring>
#include <poll.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

namespace telltale::capture {

namespace {

constexpr int patienceMilliseconds = 20;

} // namespace

DescriptorSource::DescriptorSource(UniqueDescriptor descriptor, bool follow)
    : m_descriptor(std::move(descriptor))
    , m_follow(follow)
{
    struct stat status { };
    if (::fstat(m_descriptor.get(), &status) == 0 && S_ISREG(status.st_mode)) {
        m_regular = true;
        m_size = static_cast<std::uint64_t>(status.st_size);
    }
}

ByteSource::Read DescriptorSource::read(std::span<std::uint8_t> into)
{
    if (!m_regular) {
        pollfd waiting{m_descriptor.get(), POLLIN, 0};
        const int ready = ::poll(&waiting, 1, patienceMilliseconds);
        if (ready == 0 || (ready < 0 && errno == EINTR))
            return {Read::State::nothingYet, 0, {}};
    }
    const ssize_t count = ::read(m_descriptor.get(), into.data(), into.size());
    if (count > 0) {
        m_position += static_cast<std::uint64_t>(count);
        return {Read::State::octets, static_cast<std::size_t>(count), {}};
    }
    if (count == 0) {
        if (!m_follow || !m_regular)
            return {Read::State::end, 0, {}};
        // A growing file cannot be polled: it always counts as readable.
        std::this_thread::sleep_for(std::chrono::milliseconds(patienceMilliseconds));
        return {Read::State::nothingYet, 0, {}};
    }
    if (errno == EINTR || errno == EAGAIN)
        return {Read::State::nothingYet, 0, {}};
    return {Read::State::failed, 0, std::string("Reading failed: ") + std::strerror(errno) + "."};
}

} // namespace telltale::capture
