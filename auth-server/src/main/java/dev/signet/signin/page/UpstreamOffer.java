package dev.signet.signin.page;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.signet.account.AccountId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.modulith.NamedInterface;
import org.springframework.ui.Model;

/**
 * What the sign-in page offers of servers elsewhere that tell who people are. Nothing of
 * it depends on whether anybody has an account here.
 */
@NamedInterface("page")
public interface UpstreamOffer {

	/**
	 * The buttons that everybody sees, in their order.
	 * @param clientId the client whose request waits, or null for none
	 */
	List<Button> buttons(@Nullable String clientId);

	/**
	 * The buttons of a person who is to sign in again: those of the servers that they are
	 * linked with. One that would send them back without a question is of no use when
	 * there is another way.
	 */
	List<Button> buttonsOf(AccountId accountId, @Nullable String clientId);

	/**
	 * The button for people with such an address, by its domain.
	 * @param login what was typed, perhaps a username
	 */
	Optional<Button> home(String login, @Nullable String clientId);

	/**
	 * Leads the browser there, for a form that was posted with a name alone.
	 * @return the name of a view; empty when there is no such place, or it has trouble
	 */
	Optional<String> goHome(String login, @Nullable String clientId, HttpServletRequest request,
			HttpServletResponse response, Model model);

	/**
	 * A button that leads to {@code /signin/with/<alias>}.
	 *
	 * @param name what people call the other server
	 * @param text what the button says, or null for the words that all have
	 * @param icon the name of a symbol in {@code templates/signin/upstream.html}, or null
	 * @param obstacle why it cannot be used now, or null when it can
	 */
	record Button(String alias, String name, @Nullable String text, @Nullable String icon,
			@Nullable Obstacle obstacle) {

		/** Whether it leads anywhere. */
		public boolean open() {
			return this.obstacle == null;
		}

	}

	/** Why somebody cannot sign in elsewhere now. The names stand in keys of messages. */
	enum Obstacle {

		/** It does not answer at the moment. */
		TROUBLE,

		/** It cannot ask who it is anew, or does not say that it did. */
		SILENT;

		/** The key of the words, with the name of the other server. */
		public String messageKey() {
			return "signin.upstream." + name().toLowerCase(Locale.ROOT);
		}

	}

}
