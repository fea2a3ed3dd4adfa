// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/notices.h"

#include "delegates/elided_label.h"
#include "models/units.h"
#include "shell/right_request.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QRegularExpression>
#include <QStyle>

namespace telltale::shell {

namespace {

/// A strong title, a text that gives way, and what ends it, in one row.
void fillBand(QWidget *band, const bridge::Theme &theme, QLabel *title, QLabel *text, QPushButton *end)
{
    band->setAttribute(Qt::WA_StyledBackground);
    QFont font = theme.body();
    font.setPixelSize(12);
    QFont strong = font;
    strong.setWeight(QFont::DemiBold);
    title->setFont(strong);
    text->setFont(font);
    end->setFont(font);
    auto *row = new QHBoxLayout(band);
    row->setContentsMargins(12, 2, 8, 2);
    row->setSpacing(16);
    row->addWidget(title);
    row->addWidget(text, 1);
    row->addWidget(end);
    band->setMinimumHeight(26);
}

/// The command of a remedy such as "Give it: sudo setcap … FILE"; empty where there is none.
QString commandIn(const QString &text)
{
    static const QRegularExpression command(QStringLiteral("\\bsudo [^\\n]*[^\\s.]"));
    return command.match(text).captured();
}

} // namespace

PrivateBand::PrivateBand(const bridge::Theme &theme, QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("privateBand"));
    auto *text = new delegates::ElidedLabel;
    text->setText(tr("What the phone sends now counts as sent from a private window · close the window there first, "
                     "then end it here"));
    auto *end = new QPushButton(tr("End private browsing"));
    fillBand(this, theme, new QLabel(tr("Private browsing")), text, end);
    connect(end, &QPushButton::clicked, this, &PrivateBand::endWanted);
}

DecryptBand::DecryptBand(const bridge::Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel)
    , m_text(new delegates::ElidedLabel)
{
    setObjectName(QStringLiteral("decryptBand"));
    m_end = new QPushButton;
    m_end->setObjectName(QStringLiteral("decryptBandButton"));
    fillBand(this, theme, m_title, m_text, m_end);
    connect(m_end, &QPushButton::clicked, this, &DecryptBand::press);
    shape(false);
}

void DecryptBand::press()
{
    if (!m_ended) {
        emit endWanted();
        return;
    }
    m_closed = true;
    hide();
}

void DecryptBand::shape(bool ended)
{
    if (m_ended == ended && !m_end->text().isEmpty())
        return; // every refresh comes here
    m_ended = ended;
    m_closed = m_closed && ended;
    m_end->setText(ended ? tr("Close") : tr("Stop decrypting"));
    m_end->setToolTip(
        ended ? QString() : tr("Go on watching names only; the phone's connections are no longer opened"));
    setProperty("ended", ended); // the style sheet's
    for (QWidget *part : {static_cast<QWidget *>(this), static_cast<QWidget *>(m_title), static_cast<QWidget *>(m_text),
             static_cast<QWidget *>(m_end)}) {
        style()->unpolish(part);
        style()->polish(part);
    }
}

void DecryptBand::setEnding(bool ending)
{
    m_end->setEnabled(!ending);
}

void DecryptBand::setEnded(base::Timestamp time, bool watching)
{
    shape(true);
    m_title->setText(watching ? tr("No longer decrypting since %1").arg(models::clockText(time))
                              : tr("Decrypting ended at %1").arg(models::clockText(time)));
    m_facts = watching
        ? tr("what begins now is shown by name only · what was open through this computer was cut, and apps "
             "connect again by themselves")
        : tr("what began later is shown by name only");
    compose();
}

void DecryptBand::setFacts(const QString &phone, const QString &interface, bool quicRefused)
{
    shape(false);
    m_title->setText(phone.isEmpty() ? tr("Decrypting all on %1").arg(interface) : tr("Decrypting %1").arg(phone));
    m_facts = quicRefused ? tr("with this computer's certificate · behaviour changed: QUIC refused, so apps use TCP")
                          : tr("with this computer's certificate");
    compose();
}

void DecryptBand::setTrouble(const QString &trouble)
{
    m_trouble = trouble;
    compose();
}

void DecryptBand::compose()
{
    m_text->setText(m_trouble.isEmpty() || m_ended ? m_facts : m_facts + QStringLiteral(" · ") + m_trouble);
    setAccessibleName(m_title->text() + QLatin1Char(' ') + m_text->text());
}

Banner::Banner(const bridge::Theme &theme, QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("banner"));
    setAttribute(Qt::WA_StyledBackground);
    m_text = new QLabel;
    m_text->setFont(theme.body());
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_copy = new QPushButton(tr("Copy command"));
    m_copy->setObjectName(QStringLiteral("copyCommand"));
    m_copy->setFont(theme.body());
    m_run = new QPushButton(tr("Give the right…"));
    m_run->setObjectName(QStringLiteral("giveRight"));
    m_run->setFont(theme.body());
    auto *request = new RightRequest(this);
    auto *close = new QPushButton(tr("Close"));
    close->setFont(theme.body());
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 6, 8, 6);
    row->setSpacing(12);
    row->addWidget(m_text, 1);
    row->addWidget(m_run, 0, Qt::AlignTop);
    row->addWidget(m_copy, 0, Qt::AlignTop);
    connect(m_run, &QPushButton::clicked, this, [this, request] { request->run(m_command); });
    connect(request, &RightRequest::given, this,
        [this] { say(tr("telltale-capture has its right."), tr("Watch again.")); });
    connect(request, &RightRequest::refused, this,
        [this](const QString &what) { say(what, tr("In a terminal: %1").arg(m_command)); });
    row->addWidget(close, 0, Qt::AlignTop);
    connect(m_copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_command); });
    connect(close, &QPushButton::clicked, this, &QWidget::hide);
    hide();
}

void Banner::say(const QString &what, const QString &remedy)
{
    m_command = commandIn(what + QLatin1Char('\n') + remedy);
    m_copy->setVisible(!m_command.isEmpty());
    const bool runs = RightRequest::possible(m_command);
    m_run->setVisible(runs);
    QString more = remedy;
    if (runs)
        more += QLatin1Char('\n') + tr("“%1”: %2").arg(m_run->text(), RightRequest::explanation(m_command));
    // Both may quote names from traffic and files: nothing in them is markup.
    m_text->setTextFormat(Qt::RichText);
    m_text->setText(
        QStringLiteral("<b>%1</b> %2")
            .arg(what.toHtmlEscaped(), more.toHtmlEscaped().replace(QLatin1Char('\n'), QStringLiteral("<br>"))));
    m_text->setAccessibleName(what + QLatin1Char(' ') + more);
    show();
}

QString Banner::text() const
{
    return isHidden() ? QString() : m_text->accessibleName();
}

} // namespace telltale::shell

#include "moc_notices.cpp"
