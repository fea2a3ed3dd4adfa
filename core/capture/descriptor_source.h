// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/byte_source.h"
#include "capture/unique_descriptor.h"

namespace telltale::capture {

/// A file descriptor as a source of octets. Regular files are read straight; all else is polled for
/// up to 20 ms, so that the reader can look after other things. With follow, the end of a regular
/// file is taken for "nothing yet": somebody still writes to it.
class DescriptorSource : public ByteSource {
public:
    DescriptorSource(UniqueDescriptor descriptor, bool follow);

    Read read(std::span<std::uint8_t> into) override;
    [[nodiscard]] std::uint64_t position() const override { return m_position; }
    [[nodiscard]] std::uint64_t size() const override { return m_follow ? 0 : m_size; }
    [[nodiscard]] bool isRegularFile() const { return m_regular; }

private:
    UniqueDescriptor m_descriptor;
    std::uint64_t m_position = 0;
    std::uint64_t m_size = 0;
    bool m_regular = false;
    bool m_follow = false;
};

} // namespace telltale::capture
