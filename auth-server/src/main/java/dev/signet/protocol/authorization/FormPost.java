package dev.signet.protocol.authorization;

import java.io.IOException;
import java.util.Map;

import dev.signet.client.Clients;
import dev.signet.signin.journey.AppView;
import dev.signet.web.FilterPages;
import dev.signet.web.PageHeaders;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.stereotype.Component;

/**
 * Answers by a page with a form that posts itself to the client (OAuth 2.0 Form Post
 * Response Mode §2), or by a button where scripts are off.
 */
@Component
class FormPost {

	private final FilterPages pages;

	private final Clients clients;

	FormPost(FilterPages pages, Clients clients) {
		this.pages = pages;
		this.clients = clients;
	}

	/** Whether a browser can post to this address at all. */
	static boolean canReach(String redirectUri) {
		return redirectUri.startsWith("https://") || redirectUri.startsWith("http://");
	}

	void send(HttpServletRequest request, HttpServletResponse response, String clientId, String redirectUri,
			Map<String, String> fields) throws IOException, ServletException {
		PageHeaders.allowForms(response, targets(redirectUri));
		this.pages.render("protocol/form-post",
				Map.of("app", this.clients.findByClientId(clientId).map(AppView::of).orElseThrow(), "address",
						redirectUri, "fields", fields),
				request, response);
	}

	/**
	 * Where the form may lead. Browsers hold the policy against redirects too, and where
	 * the client sends the person on is not ours to know: so the scheme is all that is
	 * said (docs/decisions/0012).
	 */
	private static String targets(String redirectUri) {
		return redirectUri.startsWith("https://") ? "https:" : "http: https:";
	}

}
