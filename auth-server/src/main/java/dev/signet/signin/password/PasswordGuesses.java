package dev.signet.signin.password;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.signet.account.Account;
import dev.signet.account.AccountDeleted;
import dev.signet.account.AccountId;
import dev.signet.account.AccountUnlocked;
import dev.signet.account.Accounts;
import dev.signet.account.LoginName;
import dev.signet.credential.HashingBusy;
import dev.signet.credential.PasswordChanged;
import dev.signet.credential.Passwords;
import dev.signet.proof.Asked;
import dev.signet.proof.Asker;
import dev.signet.proof.Asking;
import dev.signet.proof.Asks;
import dev.signet.session.BrowserKey;
import dev.signet.session.KnownBrowsers;
import dev.signet.signin.throttle.PasswordLimits;
import dev.signet.signin.throttle.PasswordsHeld;
import dev.signet.signin.throttle.SignInFailed;
import dev.signet.signin.throttle.TooManyPasswords;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The one door for passwords of people who say who they are by a name. A guess is counted
 * before it is looked at, and taken back when it was right. Who has used up the room of
 * everybody has none but in a browser in which the owner signed in before: that has its
 * own, so nobody keeps an owner out by guessing. Nothing here depends on whether a name
 * belongs to anybody, also not how long it takes. Where passwords are kept elsewhere too,
 * that is asked last, with limits of its own, and a password that is right here is told
 * to nobody else.
 */
@Component
public class PasswordGuesses {

	private static final Log logger = LogFactory.getLog(PasswordGuesses.class);

	private final Accounts accounts;

	private final Passwords passwords;

	private final PasswordLimits limits;

	private final Asks asks;

	private final KnownBrowsers knownBrowsers;

	private final BrowserKey browserKey;

	private final Optional<PasswordSource> elsewhere;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	PasswordGuesses(Accounts accounts, Passwords passwords, PasswordLimits limits, Asks asks,
			KnownBrowsers knownBrowsers, BrowserKey browserKey, Optional<PasswordSource> elsewhere,
			ApplicationEventPublisher events, Clock clock) {
		this.accounts = accounts;
		this.passwords = passwords;
		this.limits = limits;
		this.asks = asks;
		this.knownBrowsers = knownBrowsers;
		this.browserKey = browserKey;
		this.elsewhere = elsewhere;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * Checks a name and a password.
	 * @param login username or address, as typed
	 * @return whose they are, if that account may sign in
	 * @throws TooManyPasswords when they were not looked at
	 * @throws NotApproved when they are right, and the account waits for approval
	 * @throws HashingBusy when they were not looked at; that is not counted
	 * @throws PasswordSourceDown when they are not right here, and were not looked at
	 * elsewhere; that is counted, since a guess was looked at
	 * @throws MoreIsAsked when they are right elsewhere, and an account is still to be
	 * made or proved
	 * @throws NoAccountForPerson when they are right elsewhere, and of nobody here
	 * @throws PasswordToChange when they are right elsewhere, and to be changed there
	 */
	public Optional<Account> prove(String login, String password, HttpServletRequest request) throws TooManyPasswords {
		Guess guess = count(login, request);
		Optional<Account> account = this.accounts.findByLogin(login);
		Optional<AccountId> accountId = account.map(Account::id);
		try {
			Optional<Account> proved = (matches(accountId, password, guess) ? account
					: elsewhere(login, account, password, request))
				.filter((found) -> found.admits(this.clock.instant()) || found.awaitsApproval());
			if (proved.isPresent()) {
				takeBack(guess, accountId.filter((owner) -> !owner.equals(proved.get().id())),
						this.limits.rows(proved.get()));
				if (proved.get().awaitsApproval()) {
					throw new NotApproved();
				}
				return proved;
			}
		}
		catch (MoreIsAsked | NoAccountForPerson ex) {
			takeBack(guess, accountId, List.of());
			throw ex;
		}
		catch (PasswordToChange ex) {
			this.asks.perhapsRight(guess.askers());
			throw ex;
		}
		catch (PasswordSourceDown ex) {
			failed(accountId, guess);
			throw ex;
		}
		failed(accountId, guess);
		return Optional.empty();
	}

	/** Nobody has guessed at the new one yet. */
	@EventListener
	void on(PasswordChanged event) {
		this.accounts.find(event.accountId()).map(this.limits::of).ifPresent(this.asks::forget);
	}

	/**
	 * Where passwords are kept elsewhere there is no new one, and no browser of the owner
	 * is known since they locked the account. What is counted for elsewhere stays.
	 */
	@EventListener
	void on(AccountUnlocked event) {
		this.accounts.find(event.accountId()).map(this.limits::of).ifPresent(this.asks::forget);
	}

	/** Whoever takes the name next starts anew. */
	@EventListener
	void on(AccountDeleted event) {
		this.accounts.find(event.accountId()).map(this.limits::of).ifPresent(this.asks::forget);
	}

	private Guess count(String login, HttpServletRequest request) {
		List<Asker> anybody = this.limits.ofAnybody(login, request.getRemoteAddr());
		Asked asked = this.asks.count(anybody);
		if (asked.refused().isEmpty()) {
			return new Guess(anybody, asked.last());
		}
		Asker refused = asked.refused().get();
		Optional<AccountId> owner = owner(login, request);
		if (owner.isPresent()) {
			List<Asker> own = this.limits.ofOwner(owner.get(), this.browserKey.digest(request).orElseThrow());
			asked = this.asks.count(own);
			if (asked.refused().isEmpty()) {
				return new Guess(own, asked.last());
			}
			refused = asked.refused().get();
		}
		throw new TooManyPasswords(refused.what(), this.asks.wait(refused));
	}

	/**
	 * Who of those that signed in before in this browser has this name. Whether anybody
	 * else has it is not looked up, so that cannot be told from the time it takes.
	 */
	private Optional<AccountId> owner(String login, HttpServletRequest request) {
		LoginName name = LoginName.of(login);
		return this.knownBrowsers.people(request)
			.stream()
			.flatMap((accountId) -> this.accounts.find(accountId).stream())
			.filter((account) -> account.loginNames().contains(name))
			.map(Account::id)
			.findFirst();
	}

	private Optional<Account> elsewhere(String login, Optional<Account> named, String password,
			HttpServletRequest request) {
		return this.elsewhere.flatMap((source) -> source.prove(login, named, password, request));
	}

	/**
	 * Takes a right guess back. It ends no row of wrong ones for a name that is somebody
	 * else's here: in a directory, whoever may write their own address can be called so
	 * too.
	 * @param rows those of whoever gave the right one, which end
	 */
	private void takeBack(Guess guess, Optional<AccountId> somebodyElse, List<Asker> rows) {
		if (somebodyElse.isPresent()) {
			this.asks.forgive(guess.askers());
			this.asks.right(rows);
		}
		else {
			this.asks.right(Stream.concat(guess.askers().stream(), rows.stream()).toList());
		}
	}

	private void failed(Optional<AccountId> accountId, Guess guess) {
		this.events.publishEvent(new SignInFailed(accountId));
		guess.last().forEach((asker) -> tell(asker.what(), accountId));
	}

	private boolean matches(Optional<AccountId> accountId, String password, Guess guess) {
		try {
			return this.passwords.matches(accountId.orElse(null), password);
		}
		catch (HashingBusy ex) {
			this.asks.forgive(guess.askers());
			throw ex;
		}
	}

	private void tell(Asking limit, Optional<AccountId> accountId) {
		logger.warn("No more passwords are looked at for a while: " + limit);
		boolean ofNetwork = limit == Asking.PASSWORD_FROM_NETWORK;
		this.events.publishEvent(new PasswordsHeld(ofNetwork ? Optional.empty() : accountId, limit));
	}

	/**
	 * A guess that was counted.
	 *
	 * @param askers for whom
	 * @param last those of them who have no room left
	 */
	private record Guess(List<Asker> askers, List<Asker> last) {
	}

}
