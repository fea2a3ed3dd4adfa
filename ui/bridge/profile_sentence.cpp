// SPDX-License-Identifier: GPL-3.0-or-later
#include "bridge/profile_sentence.h"

#include "leak/profile_sentence.h"

namespace telltale::bridge {

Sentence profileSentence(const session::Profile &profile)
{
    Sentence sentence;
    for (const auto &part : leak::profileSentence(profile))
        sentence.push_back({QString::fromStdString(part.text), part.emphasis});
    return sentence;
}

QString profileText(const session::Profile &profile)
{
    return QString::fromStdString(leak::plainText(leak::profileSentence(profile)));
}

const session::Profile::Fact *profileBridge(const session::Profile &profile)
{
    return leak::bridgeOf(profile);
}

} // namespace telltale::bridge
