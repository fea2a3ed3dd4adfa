// SPDX-License-Identifier: GPL-3.0-or-later
// Input: an octet that chooses the reader, then what a phone, an adb server or a journal says.
#include "attribution/adb/conversation.h"
#include "attribution/adb/device_list.h"
#include "attribution/adb/front_watch.h"
#include "attribution/adb/package_list.h"
#include "attribution/adb/socket_watch.h"
#include "attribution/phone_event.h"

#include <cstdlib>

using namespace telltale;
using namespace telltale::attribution;

namespace {

/// Every event is a line that gives the same event again.
void check(const std::vector<PhoneEvent> &events)
{
    for (const PhoneEvent &event : events) {
        const std::string line = formatPhoneEvent(event);
        const auto again = readPhoneEvent(line);
        if (!again || formatPhoneEvent(*again) != line)
            std::abort();
    }
}

void converse(adb::Conversation::Gives gives, base::ByteView bytes)
{
    adb::Conversation talk({"host:transport:x", "shell:y"}, gives);
    talk.feed(bytes);
    talk.end();
    if (talk.state() == adb::Conversation::State::asking || talk.takeData().size() > bytes.size())
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    const base::ByteView bytes(data + 1, size - 1);
    const std::string_view text = base::asText(bytes);
    adb::SocketWatch sockets;
    adb::FrontWatch front;
    adb::PackageList packages;
    switch (data[0] % 6) {
    case 0:
        for (int i = 0; i < 6; ++i)
            sockets.feed("#same 1.00\n", {1}); // its clock is settled
        check(sockets.feed(text, {1}));
        check(sockets.end());
        break;
    case 1:
        check(front.feed(text, {1}));
        check(front.end());
        break;
    case 2:
        packages.feed(text);
        check({packages.packagesOf(10123, {1})});
        break;
    case 3:
        (void)adb::chooseDevice(adb::readDevices(text), "");
        break;
    case 4:
        for (const auto gives :
            {adb::Conversation::Gives::answer, adb::Conversation::Gives::stream, adb::Conversation::Gives::shell})
            converse(gives, bytes);
        break;
    default:
        if (const auto event = readPhoneEvent(text))
            check({*event});
    }
    return 0;
}
