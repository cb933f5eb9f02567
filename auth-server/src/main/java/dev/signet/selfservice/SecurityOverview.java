package dev.signet.selfservice;

import java.util.List;
import java.util.Optional;

import dev.signet.account.Account;
import dev.signet.account.Accounts;
import dev.signet.account.SignedInAccount;
import dev.signet.credential.PasswordKeeper;
import dev.signet.credential.Passwords;
import dev.signet.session.BrowserKey;
import dev.signet.session.DeviceNames;
import dev.signet.signin.mailbox.MailOffers;
import dev.signet.signin.trust.TrustedDevices;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/**
 * What the page about sign-in methods tells that nobody sets up there: whether there is a
 * password, which providers are linked, what the mailbox is good for, which devices are
 * trusted, and whether there are directories.
 */
@Component
class SecurityOverview {

	private final Passwords passwords;

	private final Optional<PasswordKeeper> elsewhere;

	private final LinkedProviders linkedProviders;

	private final MailOffers mailOffers;

	private final Accounts accounts;

	private final TrustedDevices trustedDevices;

	private final DeviceNames deviceNames;

	private final BrowserKey browserKey;

	private final LinkedDirectories linkedDirectories;

	SecurityOverview(Passwords passwords, Optional<PasswordKeeper> elsewhere, LinkedProviders linkedProviders,
			MailOffers mailOffers, Accounts accounts, TrustedDevices trustedDevices, DeviceNames deviceNames,
			BrowserKey browserKey, LinkedDirectories linkedDirectories) {
		this.passwords = passwords;
		this.elsewhere = elsewhere;
		this.linkedProviders = linkedProviders;
		this.mailOffers = mailOffers;
		this.accounts = accounts;
		this.trustedDevices = trustedDevices;
		this.deviceNames = deviceNames;
		this.browserKey = browserKey;
		this.linkedDirectories = linkedDirectories;
	}

	void show(SignedInAccount person, HttpServletRequest request, Model model) {
		List<LinkView> links = this.linkedProviders.of(person.accountId());
		model.addAttribute("hasPassword", this.passwords.exists(person.accountId()));
		model.addAttribute("passwordKeeper",
				this.elsewhere.flatMap((keeper) -> keeper.keeps(person.accountId()))
					.map(PasswordKeeper.Kept::name)
					.orElse(null));
		model.addAttribute("links", links.stream().filter((each) -> each.removedAt() == null).toList());
		model.addAttribute("providersShown", this.linkedProviders.offered() || !links.isEmpty());
		model.addAttribute("mailSignIn", this.mailOffers.signIn());
		model.addAttribute("mailSecond", this.mailOffers.secondStep());
		model.addAttribute("mailReady",
				this.accounts.find(person.accountId()).filter(Account::emailVerified).isPresent());
		model.addAttribute("trusted", trusted(person, request));
		model.addAttribute("directories", this.linkedDirectories.offered());
	}

	private List<TrustedDeviceView> trusted(SignedInAccount person, HttpServletRequest request) {
		@Nullable String browser = this.browserKey.hexDigest(request).orElse(null);
		return this.trustedDevices.of(person.accountId())
			.stream()
			.map((each) -> new TrustedDeviceView(each.id(), this.deviceNames.of(each.device()),
					each.device().browserDigest() != null && each.device().browserDigest().equals(browser),
					each.since(), each.until()))
			.toList();
	}

}
