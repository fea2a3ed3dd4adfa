// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/unique_descriptor.h"

#include <unistd.h>

namespace telltale::capture {

void UniqueDescriptor::reset()
{
    if (m_descriptor >= 0)
        ::close(std::exchange(m_descriptor, -1));
}

} // namespace telltale::capture
