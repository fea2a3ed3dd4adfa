// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/imported_exchange.h"

#include "capture/file_format.h"
#include "capture/har.h"
#include "capture/mitm_flows.h"
#include "capture/unique_descriptor.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace telltale::capture {

namespace {

base::Result<base::ByteBuffer> wholeFile(const std::string &path)
{
    const UniqueDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file.valid())
        return cannotRead(path, errno);
    base::ByteBuffer bytes;
    struct stat status { };
    if (::fstat(file.get(), &status) == 0 && S_ISREG(status.st_mode))
        bytes.reserve(static_cast<std::size_t>(status.st_size) + 1);
    while (true) {
        constexpr std::size_t chunk = 1U << 20;
        const std::size_t had = bytes.size();
        bytes.resize(had + chunk);
        const ssize_t count = ::read(file.get(), bytes.data() + had, chunk);
        bytes.resize(had + static_cast<std::size_t>(count > 0 ? count : 0));
        if (count < 0 && errno != EINTR)
            return cannotRead(path, errno);
        if (count == 0)
            return bytes;
    }
}

} // namespace

base::Status importExchanges(const std::string &path, const ExchangeSink &sink)
{
    auto bytes = wholeFile(path);
    if (!bytes.ok())
        return bytes.error();
    const base::ByteView view = bytes.value();
    const FileFormat format = sniffFormat(view.first(std::min(view.size(), sniffLength)));
    base::Status status = base::Done{};
    if (format == FileFormat::har)
        status = readHar(view, sink);
    else if (format == FileFormat::mitmproxy)
        status = readMitmFlows(view, sink);
    else
        return base::Error{base::ErrorKind::input, path + " is neither a HAR file nor a mitmproxy flow dump.", {}};
    if (!status.ok())
        return base::Error{base::ErrorKind::input, path + ": " + status.error().message, status.error().remedy};
    return status;
}

} // namespace telltale::capture
