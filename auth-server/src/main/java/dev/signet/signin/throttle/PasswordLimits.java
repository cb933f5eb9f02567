package dev.signet.signin.throttle;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.signet.account.Account;
import dev.signet.account.AccountId;
import dev.signet.account.LoginName;
import dev.signet.key.MasterKey;
import dev.signet.proof.Asker;
import dev.signet.proof.Asking;
import dev.signet.session.KnownBrowsers;
import dev.signet.session.Network;
import org.jspecify.annotations.Nullable;

import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;

/**
 * Whose wrong passwords count together. Anybody's count for the name that was typed: were
 * they counted for its account, one name that is held because another one was tried would
 * tell that both are the same person's. What people type here may be a password by
 * mistake; it is kept as a keyed digest only.
 */
@Component
@NamedInterface("throttle")
public class PasswordLimits {

	private final KnownBrowsers knownBrowsers;

	private final ThrottleProperties settings;

	private final SecretKeySpec key;

	PasswordLimits(KnownBrowsers knownBrowsers, ThrottleProperties settings, MasterKey masterKey) {
		this.knownBrowsers = knownBrowsers;
		this.settings = settings;
		this.key = new SecretKeySpec(masterKey.derive("typed-names"), "HmacSHA256");
	}

	/** For whom a guess of anybody counts. */
	public List<Asker> ofAnybody(String login, @Nullable String ip) {
		LoginName name = LoginName.of(login);
		return List.of(forName(name), inARow(name), ofNetwork(Network.of(ip)));
	}

	/** For whom a guess counts of somebody who is signed in. */
	public List<Asker> ofSignedIn(AccountId guesser, @Nullable String ip) {
		return List.of(ofGuesser(guesser), ofNetwork(Network.of(ip)));
	}

	/** A network, for which guesses of anybody count. */
	Asker ofNetwork(String network) {
		return new Asker(Asking.PASSWORD_FROM_NETWORK, network, this.settings.network());
	}

	/** For whom a guess counts in a browser that the owner of the account has used. */
	public List<Asker> ofOwner(AccountId accountId, byte[] browserDigest) {
		return inBrowser(accountId, HexFormat.of().formatHex(browserDigest));
	}

	/** The rows of wrong passwords that end when somebody signs in. */
	public List<Asker> rows(Account account) {
		return account.loginNames().stream().map(this::inARow).toList();
	}

	/** All for whom guesses at the password of an account count, wherever it is asked. */
	public List<Asker> of(Account account) {
		return Stream
			.of(Stream.of(ofGuesser(account.id())), account.loginNames().stream().map(this::forName),
					rows(account).stream(),
					this.knownBrowsers.digests(account.id())
						.stream()
						.flatMap((each) -> inBrowser(account.id(), each).stream()))
			.flatMap((askers) -> askers)
			.toList();
	}

	private static Asker ofGuesser(AccountId guesser) {
		return Asker.of(Asking.PASSWORD, guesser.toString());
	}

	private Asker forName(LoginName name) {
		return Asker.of(Asking.PASSWORD_FOR_NAME, digest(name));
	}

	private Asker inARow(LoginName name) {
		return Asker.of(Asking.PASSWORD_IN_A_ROW, digest(name));
	}

	private static List<Asker> inBrowser(AccountId accountId, String browserDigest) {
		return Stream.of(Asking.PASSWORD_IN_BROWSER, Asking.PASSWORD_IN_A_ROW_IN_BROWSER)
			.map((what) -> Asker.of(what, accountId + " " + browserDigest))
			.toList();
	}

	private String digest(LoginName name) {
		try {
			Mac mac = Mac.getInstance(this.key.getAlgorithm());
			mac.init(this.key);
			return HexFormat.of().formatHex(mac.doFinal(name.value().getBytes(StandardCharsets.UTF_8)));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java platform has " + this.key.getAlgorithm(), ex);
		}
	}

}
