package dev.signet.linking;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.signet.account.AccountId;
import dev.signet.account.EmailAddress;
import dev.signet.federation.exchange.ProviderHealth;
import dev.signet.federation.link.Link;
import dev.signet.federation.link.Links;
import dev.signet.federation.provider.Provider;
import dev.signet.federation.provider.ProviderId;
import dev.signet.federation.provider.Providers;
import dev.signet.federation.settings.ProviderButton;
import dev.signet.federation.visit.FlowPurpose;
import dev.signet.signin.page.UpstreamOffer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/**
 * What the sign-in page offers of the providers. They are remembered, so it costs no
 * statement, but for somebody who is to sign in again.
 */
@Component
class SignInButtons implements UpstreamOffer {

	/** The symbols that there are, in templates/signin/upstream.html. */
	private static final Set<String> ICONS = Set.of("google", "github", "microsoft", "apple", "facebook", "gitlab",
			"linkedin", "discord", "openid", "key");

	private final Providers providers;

	private final ProviderHealth health;

	private final Links links;

	private final WaysIn waysIn;

	private final UpstreamDeparture departure;

	SignInButtons(Providers providers, ProviderHealth health, Links links, WaysIn waysIn, UpstreamDeparture departure) {
		this.providers = providers;
		this.health = health;
		this.links = links;
		this.waysIn = waysIn;
		this.departure = departure;
	}

	@Override
	public List<Button> buttons(@Nullable String clientId) {
		return this.providers.enabled()
			.stream()
			.filter(ButtonRules::forEverybody)
			.filter((provider) -> ButtonRules.admits(provider, clientId))
			.map(this::button)
			.toList();
	}

	@Override
	public List<Button> buttonsOf(AccountId accountId, @Nullable String clientId) {
		List<Provider> enabled = this.providers.enabled()
			.stream()
			.filter((provider) -> ButtonRules.admitsAgain(provider, clientId))
			.toList();
		if (enabled.isEmpty()) {
			return List.of();
		}
		Set<ProviderId> linked = this.links.of(accountId)
			.stream()
			.filter((link) -> link.removedAt() == null)
			.map(Link::providerId)
			.collect(Collectors.toSet());
		List<Provider> own = enabled.stream().filter((provider) -> linked.contains(provider.id())).toList();
		boolean otherWay = own.stream()
			.filter((provider) -> !provider.preset().asksAfresh())
			.findFirst()
			.filter((provider) -> this.waysIn.existBeside(provider, accountId, clientId))
			.isPresent();
		return own.stream()
			.map((provider) -> (otherWay && !provider.preset().asksAfresh()) ? button(provider, Obstacle.SILENT)
					: button(provider))
			.toList();
	}

	@Override
	public Optional<Button> home(String login, @Nullable String clientId) {
		return homeOf(login, clientId).map(this::button);
	}

	@Override
	public Optional<String> goHome(String login, @Nullable String clientId, HttpServletRequest request,
			HttpServletResponse response, Model model) {
		return homeOf(login, clientId).filter((provider) -> !this.health.open(provider.id()))
			.map((provider) -> this.departure.begin(provider, FlowPurpose.SIGN_IN, null, request, response, model));
	}

	private Optional<Provider> homeOf(String login, @Nullable String clientId) {
		return EmailAddress.parse(login)
			.flatMap((address) -> this.providers.enabled()
				.stream()
				.filter((provider) -> ButtonRules.isHomeOf(provider, address))
				.filter((provider) -> ButtonRules.admits(provider, clientId))
				.findFirst());
	}

	private Button button(Provider provider) {
		return button(provider, this.health.open(provider.id()) ? Obstacle.TROUBLE : null);
	}

	private static Button button(Provider provider, @Nullable Obstacle obstacle) {
		ProviderButton button = provider.settings().button();
		String icon = button.icon();
		return new Button(provider.alias(), provider.name(), button.text(),
				(icon != null && ICONS.contains(icon)) ? icon : null, obstacle);
	}

}
