// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/reason_list.h"

#include "models/reason_counts.h"
#include "models/reason_text.h"
#include "models/units.h"

#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace telltale::shell {

using bridge::Theme;

namespace {
constexpr int listWidth = 460;
}

ReasonList::ReasonList(const bridge::SessionStore &store, const Theme &theme, QWidget *parent)
    : QFrame(parent, Qt::Popup)
    , m_store(store)
    , m_theme(theme)
{
    setObjectName(QStringLiteral("reasonList"));
    setAccessibleName(tr("Why connections were not decrypted"));
    setFixedWidth(listWidth);
    m_lines = new QVBoxLayout(this);
    m_lines->setContentsMargins(8, 12, 8, 8);
    m_lines->setSpacing(2);
}

void ReasonList::fill()
{
    while (QLayoutItem *old = m_lines->takeAt(0)) {
        delete old->widget();
        delete old;
    }
    const auto label = [this](const QString &text, const QFont &font, Theme::Role role) {
        auto *made = new QLabel(text);
        made->setTextFormat(Qt::PlainText);
        made->setWordWrap(true);
        made->setFont(font);
        made->setStyleSheet(QStringLiteral("color: %1; background: transparent").arg(m_theme.color(role).name()));
        made->setAttribute(Qt::WA_TransparentForMouseEvents);
        return made;
    };
    auto *head = label(tr("Not decrypted, because"), m_theme.head(), Theme::Role::soft);
    head->setContentsMargins(8, 0, 8, 4);
    m_lines->addWidget(head);
    for (const models::ReasonCount &count : models::reasonCounts(m_store)) {
        const models::ReasonText text = models::reasonText(count.reason);
        auto *line = new QPushButton;
        line->setObjectName(QStringLiteral("reason"));
        const QString title = QStringLiteral("%1 · %2").arg(models::countText(count.connections), text.words);
        line->setAccessibleName(title);
        line->setAccessibleDescription(text.next);
        line->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::MinimumExpanding);
        auto *column = new QVBoxLayout(line);
        column->setContentsMargins(8, 6, 8, 6);
        column->setSpacing(2);
        column->addWidget(label(title, m_theme.bold(), Theme::Role::ink));
        column->addWidget(label(text.next, m_theme.body(), Theme::Role::soft));
        m_lines->addWidget(line);
        connect(line, &QPushButton::clicked, this, [this, count] {
            close();
            emit reasonChosen(models::reasonName(count.reason), count.first);
        });
    }
}

void ReasonList::popUp(const QPoint &corner)
{
    fill();
    setFont(m_theme.body());
    m_lines->activate();
    const int height = m_lines->hasHeightForWidth() ? m_lines->totalHeightForWidth(listWidth) : sizeHint().height();
    setFixedHeight(height);
    move(corner.x(), corner.y() - height);
    show();
    if (auto *first = findChild<QPushButton *>(QStringLiteral("reason")))
        first->setFocus(Qt::PopupFocusReason);
}

void ReasonList::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Up:
        focusPreviousChild();
        break;
    case Qt::Key_Down:
        focusNextChild();
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (auto *line = qobject_cast<QPushButton *>(focusWidget()))
            line->click();
        break;
    default:
        QFrame::keyPressEvent(event);
    }
}

} // namespace telltale::shell

#include "moc_reason_list.cpp"
