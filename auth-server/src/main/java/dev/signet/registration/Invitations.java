package dev.signet.registration;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.account.EmailAddress;
import dev.signet.account.EnabledAccounts;
import dev.signet.account.Roles;
import dev.signet.account.SignedInAccount;
import dev.signet.background.Sweeps;
import dev.signet.database.Columns;
import dev.signet.mail.Mail;
import dev.signet.mail.Mails;
import dev.signet.mail.Recipient;
import dev.signet.secret.RandomText;
import dev.signet.web.Language;
import dev.signet.web.PublicAddress;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * All invitations: links by which people may make accounts, so many, until a certain
 * moment. Opening the link uses nothing. An invitation is worth as much as who made it:
 * once that is no administrator any more, or disabled, it is over.
 */
@Component
public class Invitations {

	/** How long an invitation that is over can still be looked at. */
	private static final Duration KEPT = Duration.ofDays(30);

	private static final int BATCH = 500;

	private final PostgresInvitations rows;

	private final InvitationRules rules;

	private final EnabledAccounts accounts;

	private final Mails mails;

	private final PublicAddress publicAddress;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	private final RandomText random = new RandomText();

	Invitations(PostgresInvitations rows, InvitationRules rules, EnabledAccounts accounts, Mails mails,
			PublicAddress publicAddress, ApplicationEventPublisher events, Clock clock) {
		this.rows = rows;
		this.rules = rules;
		this.accounts = accounts;
		this.mails = mails;
		this.publicAddress = publicAddress;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * Makes an invitation, and sends it if that is wanted.
	 * @param by whose it is
	 * @throws InvitationRefused when it breaks rules
	 */
	@Transactional
	public Made make(NewInvitation wanted, SignedInAccount by) throws InvitationRefused {
		List<InvitationProblem> problems = this.rules.check(wanted, by.roles());
		if (!problems.isEmpty()) {
			throw new InvitationRefused(problems);
		}
		InvitationToken token = InvitationToken.random(this.random);
		Invitation invitation = invitation(wanted, by.accountId());
		this.rows.insert(invitation, token);
		this.events.publishEvent(new InvitationMade(invitation, by.accountId()));
		if (invitation.address() == null || !invitation.mailed()) {
			return new Made(invitation, this.publicAddress.to(token.path()));
		}
		this.mails.send(mail(invitation, invitation.address(), token, locale(wanted.language())));
		return new Made(invitation, null);
	}

	/** An invitation, whatever became of it. */
	public Optional<Invitation> find(UUID id) {
		return this.rows.find(id);
	}

	/**
	 * The newest invitations.
	 * @param before the last one that was read, or null for the first page
	 */
	public List<Invitation> newest(@Nullable UUID before, int limit) {
		return this.rows.newest(before, limit);
	}

	/**
	 * Takes an invitation back. Who has used it stays.
	 * @return whether there was one
	 */
	@Transactional
	public boolean remove(UUID id, AccountId by) {
		boolean removed = this.rows.delete(id);
		if (removed) {
			this.events.publishEvent(new InvitationRemoved(id, by));
		}
		return removed;
	}

	/** The invitation of a link that can be used. Nothing is used by that. */
	Optional<Invitation> open(String link) {
		return InvitationToken.parse(link)
			.flatMap((token) -> this.rows.findGood(token, this.clock.instant()))
			.filter(this::backed);
	}

	/**
	 * Uses an invitation once, in one transaction with the account that it is for.
	 * @throws InvitationGone when it cannot be used any more, or not with this address
	 */
	Invitation use(UUID id, EmailAddress address) {
		return this.rows.use(id, this.clock.instant())
			.filter((invitation) -> invitation.isFor(address))
			.filter(this::backed)
			.orElseThrow(InvitationGone::new);
	}

	@Scheduled(initialDelayString = "PT5M", fixedDelayString = "PT1H")
	void sweep() {
		Sweeps.repeat(BATCH, (batch) -> this.rows.deleteExpired(this.clock.instant().minus(KEPT), batch));
	}

	private boolean backed(Invitation invitation) {
		return this.accounts.find(invitation.madeBy())
			.filter((maker) -> maker.roles().contains(Roles.ADMIN))
			.isPresent();
	}

	private Invitation invitation(NewInvitation wanted, AccountId by) {
		Instant now = Columns.now(this.clock);
		Instant end = Optional.ofNullable(wanted.expiresAt()).orElse(now.plus(InvitationRules.USUAL_LIFE));
		return new Invitation(UUID.randomUUID(), EmailAddress.parse(wanted.email()).orElse(null), wanted.send(),
				wanted.roles().stream().distinct().toList(), wanted.groups().stream().distinct().toList(),
				wanted.note(), Optional.ofNullable(wanted.uses()).orElse(1), 0, by, now, Columns.kept(end));
	}

	private static Locale locale(@Nullable String language) {
		return Optional.ofNullable(language)
			.flatMap((tag) -> Language.best(List.of(tag)))
			.map(Language::locale)
			.orElseGet(LocaleContextHolder::getLocale);
	}

	private static Mail mail(Invitation invitation, EmailAddress address, InvitationToken token, Locale locale) {
		return Mail.of("registration.mail.invitation", Recipient.stranger(address, locale))
			.say("what")
			.button("accept", token.path())
			.say("until", invitation.expiresAt())
			.say("not-you")
			.goodFor(Duration.between(invitation.madeAt(), invitation.expiresAt()));
	}

	/**
	 * A new invitation with the one chance to see its link.
	 *
	 * @param invitation the invitation
	 * @param link the link; null when it went by mail
	 */
	public record Made(Invitation invitation, @Nullable String link) {

		/** Without the link. */
		@Override
		public String toString() {
			return "Made[" + this.invitation + "]";
		}

	}

}
