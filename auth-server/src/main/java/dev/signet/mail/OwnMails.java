package dev.signet.mail;

import java.time.Instant;

import dev.signet.account.AccountId;
import dev.signet.account.OwnData;
import dev.signet.account.Pages;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** Which mails were written to a person. What a mail said is gone once it is sent. */
@Component
class OwnMails implements OwnData {

	private final PostgresMails rows;

	OwnMails(PostgresMails rows) {
		this.rows = rows;
	}

	@Override
	public String name() {
		return "mails";
	}

	@Override
	public Object of(AccountId accountId) {
		return new Pages<MailStatus>(
				(last, most) -> this.rows.list(null, accountId.value(), (last == null) ? null : last.id(), most),
				Told::of);
	}

	private record Told(String kind, Instant writtenAt, MailStatus.State state, @Nullable Instant finishedAt) {

		static Told of(MailStatus mail) {
			return new Told(mail.template(), mail.createdAt(), mail.state(), mail.finishedAt());
		}

	}

}
