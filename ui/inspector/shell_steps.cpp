// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspector/shell_steps.h"

#include <QHash>
#include <QRegularExpression>

namespace telltale::inspector {

using bridge::PayloadNode;
using bridge::PayloadTree;

namespace {

QString python(const char *program)
{
    return QStringLiteral("python3 -c ") + shellQuoted(QString::fromLatin1(program));
}

const QHash<QString, QString> &simpleSteps()
{
    static const QHash<QString, QString> steps{{QStringLiteral("gzip"), QStringLiteral("gunzip")},
        {QStringLiteral("br"), QStringLiteral("brotli -dc")}, {QStringLiteral("zstd"), QStringLiteral("zstd -dc")},
        {QStringLiteral("hex"), QStringLiteral("xxd -r -p")},
        {QStringLiteral("zlib"),
            python("import sys,zlib;sys.stdout.buffer.write(zlib.decompress(sys.stdin.buffer.read()))")},
        {QStringLiteral("raw deflate"),
            python("import sys,zlib;sys.stdout.buffer.write(zlib.decompress(sys.stdin.buffer.read(),-15))")},
        {QStringLiteral("deflate"),
            python("import sys,zlib;d=sys.stdin.buffer.read();w=15 if d[0]&15==8 and (d[0]*256+d[1])%31==0 else -15;"
                   "sys.stdout.buffer.write(zlib.decompress(d,w))")}};
    return steps;
}

bool isCharset(const QString &step)
{
    static const QRegularExpression names(
        QStringLiteral("^(gb|big5|shift_jis|euc-|windows-|iso-|koi8|utf-16|cp|ms9)[a-z0-9_-]*$"));
    return names.match(step).hasMatch();
}

QStringList charset(QString name)
{
    if (name == QLatin1String("gb2312") || name == QLatin1String("gbk"))
        name = QStringLiteral("gb18030");
    return {QStringLiteral("iconv -f %1 -t utf-8").arg(name)};
}

/// base32 -d wants the padding that senders leave out.
QStringList base32(const PayloadNode &step)
{
    const auto missing = static_cast<int>((8 - step.range.size() % 8) % 8);
    QStringList stages{QStringLiteral("tr a-z A-Z")};
    if (missing > 0)
        stages << QStringLiteral("{ cat; printf %1; }").arg(QString(missing, QLatin1Char('=')));
    return stages << QStringLiteral("base32 -d");
}

/// No tool of a usual system reads LZString; this is its inverse, with the alphabet of the form.
std::optional<QStringList> lzString(const QString &function)
{
    const bool utf16 = function == QLatin1String("compressToUTF16");
    const bool uri = function == QLatin1String("compressToEncodedURIComponent");
    if (!utf16 && !uri && function != QLatin1String("compressToBase64"))
        return std::nullopt;
    static const char *expand = R"(p=0
def t(n):
 global p
 v=int(b[p:p+n][::-1],2)
 p+=n
 return v
def ch(k): return chr(t(16 if k else 8))
w=ch(t(2))
d=[0,1,2,w]
o=[w]
e=4
n=3
while 1:
 c=t(n)
 if c==2: break
 if c<2:
  d.append(ch(c))
  c=len(d)-1
  e-=1
  if e==0:
   e=2**n
   n+=1
 x=d[c] if c<len(d) else w+w[0]
 o.append(x)
 d.append(w+x[0])
 w=x
 e-=1
 if e==0:
  e=2**n
  n+=1
sys.stdout.buffer.write("".join(o).encode("utf-16","surrogatepass").decode("utf-16").encode()))";
    QString program = QStringLiteral("import sys\ns=sys.stdin.buffer.read().decode()\n");
    if (utf16)
        program += QStringLiteral("b=\"\".join(format(ord(c)-32,\"015b\") for c in s)\n");
    else
        program +=
            QStringLiteral("a=\"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+%1\"\n"
                           "b=\"\".join(format(a.index(c),\"06b\") for c in s.replace(\" \",\"+\").rstrip(\"=\"))\n")
                .arg(uri ? QLatin1Char('-') : QLatin1Char('/'));
    return QStringList{QStringLiteral("python3 -c ") + shellQuoted(program + QString::fromLatin1(expand))};
}

/// The value of the field @p name beside the member that @p node was decoded from.
QString beside(const PayloadTree &tree, int node, const QString &name)
{
    const auto at = [&tree](int index) -> const PayloadNode & { return tree.nodes[static_cast<std::size_t>(index)]; };
    while (node > 0 && at(node).key.isEmpty())
        node = at(node).parent;
    if (node <= 0)
        return {};
    for (const int sibling : at(at(node).parent).children) {
        if (at(sibling).key != name)
            continue;
        const auto &inside = at(sibling).children;
        return inside.empty() ? at(sibling).text : at(inside.front()).text;
    }
    return {};
}

QString mistatSeed(const QString &a, const QString &b, const QString &c)
{
    const QString seed = shellQuoted(QStringLiteral("seed:%1-%2-%3").arg(a, b, c));
    return QStringLiteral("$(printf %s ") + seed + QStringLiteral(" | md5sum | tr a-f A-F | head -c 16 | xxd -p)");
}

/// The schemes whose key is in the message (see the decoders mistat and umeng).
std::optional<QStringList> aes(const PayloadTree &tree, int node)
{
    if (tree.nodes[static_cast<std::size_t>(node)].note.startsWith(QLatin1String("PiRogue")))
        return std::nullopt; // recorded on the phone: its key is not in the message
    const QString cipher = tree.nodes[static_cast<std::size_t>(node)].step;
    const QString app = beside(tree, node, QStringLiteral("app_id"));
    const QString appKey = beside(tree, node, QStringLiteral("app_key"));
    const QString device = beside(tree, node, QStringLiteral("device_id"));
    if (!app.isEmpty() && !device.isEmpty()) {
        QString command = QStringLiteral("openssl enc -d -%1 -K \"%2\"").arg(cipher, mistatSeed(app, appKey, device));
        if (cipher == QLatin1String("aes-128-cbc"))
            command += QStringLiteral(" -iv \"%1\"").arg(mistatSeed(device, appKey, app));
        return QStringList{command};
    }
    static const QRegularExpression hex(QStringLiteral("^[0-9a-fA-F]+$"));
    if (const QString sid = beside(tree, node, QStringLiteral("sid")); hex.match(sid).hasMatch()) {
        const QString iv = QStringLiteral("63666273646667736466786363766431");
        const QString key = QStringLiteral("$(printf %s %1 | xxd -r -p | openssl enc -d -aes-128-cbc "
                                           "-K 4ef8b4ac42dbc3f95320b73ae0edbd43 -iv %2 | cut -d_ -f1)")
                                .arg(sid, iv);
        return QStringList{QStringLiteral("openssl enc -d -aes-128-cbc -K \"%1\" -iv %2").arg(key, iv)};
    }
    const QString signature = beside(tree, node, QStringLiteral("3"));
    if (signature.size() < 34 || !hex.match(signature).hasMatch())
        return std::nullopt;
    return QStringList{QStringLiteral("openssl enc -d -aes-128-cbc -K %1 -iv 0a010b05040f070917030106080c0d5b")
                           .arg(signature.mid(2, 32))};
}

} // namespace

QString shellQuoted(QString text)
{
    return QLatin1Char('\'') + text.replace(QLatin1Char('\''), QLatin1String("'\\''")) + QLatin1Char('\'');
}

std::optional<QStringList> shellStep(const PayloadTree &tree, int node)
{
    const PayloadNode &at = tree.nodes[static_cast<std::size_t>(node)];
    if (at.step == QLatin1String("base64"))
        return QStringList{QStringLiteral("tr ' _-' '+/+'"), QStringLiteral("base64 -di 2>/dev/null")};
    if (const auto known = simpleSteps().constFind(at.step); known != simpleSteps().constEnd())
        return QStringList{*known};
    if (at.step == QLatin1String("base32"))
        return base32(at);
    if (at.step == QLatin1String("lzstring"))
        return lzString(at.note);
    if (at.step.startsWith(QLatin1String("aes-")))
        return aes(tree, node);
    if (isCharset(at.step))
        return charset(at.step);
    return std::nullopt;
}

std::optional<QStringList> shellScalar(const QString &step, const PayloadNode &value)
{
    if (step == QLatin1String("xml") || step == QLatin1String("plist"))
        return QStringList{python(
            "import sys,html;sys.stdout.buffer.write(html.unescape(sys.stdin.buffer.read().decode()).encode())")};
    if (step != QLatin1String("protobuf"))
        return std::nullopt;
    const auto size = value.range.size();
    const bool fixedSize = size == 4 || size == 8;
    const QString width = QString::number(size);
    if (value.text.startsWith(QLatin1String("0x")) && fixedSize)
        return QStringList{QStringLiteral("od -An -tx") + width, QStringLiteral("sed 's/^ */0x/'")};
    static const QRegularExpression decimal(QStringLiteral("^-?[0-9]+\\.[0-9]+$"));
    const bool whole = !value.text.contains(QLatin1Char('.'));
    // A double below 10^13 that is whole; a varint of eight octets is larger.
    const bool real =
        (decimal.match(value.text).hasMatch() && fixedSize) || (whole && size == 8 && value.text.toDouble() < 1e13);
    if (real)
        return QStringList{QStringLiteral("od -An -tf") + width, QStringLiteral("tr -d ' '")};
    static const QRegularExpression natural(QStringLiteral("^[0-9]+$"));
    if (size == 4 || !natural.match(value.text).hasMatch())
        return std::nullopt; // as well a float as a varint
    return QStringList{python("import sys;print(sum((b&127)<<7*i for i,b in enumerate(sys.stdin.buffer.read())))")};
}

} // namespace telltale::inspector
