package dev.signet.web;

import java.time.Duration;

import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.apache.coyote.ContinueResponseTiming;
import org.apache.coyote.http11.AbstractHttp11Protocol;

import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.tomcat.TomcatWebServerFactory;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * What the container itself reads and says: how long and how much it listens to a client,
 * and our own words where a request is too broken to reach a page. These are part of what
 * this server promises and therefore no settings.
 */
@Component
final class TomcatLimits implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {

	/**
	 * For the whole of the request line and headers ({@link ImpatientHttp}), and for each
	 * pause in a body.
	 */
	static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final int MAX_HEADERS = 16 * 1024;

	/** An answer may carry back what came in, such as a long state, and our headers. */
	private static final int MAX_ANSWER_HEADERS = 2 * MAX_HEADERS;

	/**
	 * How much of a refused body is read all the same, so that an honest client sees the
	 * answer instead of a broken connection.
	 */
	private static final int MAX_SWALLOW = 512 * 1024;

	private final PublicAddress publicAddress;

	private final MessageSource messages;

	private final BrowserLanguage languages;

	TomcatLimits(PublicAddress publicAddress, MessageSource messages, BrowserLanguage languages) {
		this.publicAddress = publicAddress;
		this.messages = messages;
		this.languages = languages;
	}

	@Override
	public void customize(ConfigurableTomcatWebServerFactory factory) {
		if (factory instanceof TomcatWebServerFactory server) {
			requireSecureIssuer(server);
			server.setProtocol(ImpatientHttp.class.getName());
		}
		factory.addConnectorCustomizers(this::limit);
		factory.addContextCustomizers(this::report, (context) -> context.getPipeline().addValve(new ShortAddress()));
	}

	/** Browsers would find neither cookies nor forms of an address that is not theirs. */
	private void requireSecureIssuer(TomcatWebServerFactory server) {
		if (Ssl.isEnabled(server.getSsl()) && !this.publicAddress.isSecure()) {
			throw new IssuerRefused(this.publicAddress.issuer(),
					"TLS is switched on with server.ssl, so that nobody reaches this server there",
					"Set signet.issuer to the https address that browsers use, or take server.ssl out.");
		}
	}

	private void limit(Connector connector) {
		connector.setMaxPostSize(RequestLimits.MAX_BODY);
		connector.setMaxParameterCount(RequestLimits.MAX_PARAMETERS);
		connector.setAllowTrace(false);
		if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http) {
			http.setConnectionTimeout((int) PATIENCE.toMillis());
			http.setMaxHttpRequestHeaderSize(MAX_HEADERS);
			http.setMaxHttpResponseHeaderSize(MAX_ANSWER_HEADERS);
			http.setMaxSwallowSize(MAX_SWALLOW);
			// A client that asks before it sends learns of a refusal before it sends
			http.setContinueResponseTiming(ContinueResponseTiming.ON_REQUEST_BODY_READ.toString());
		}
	}

	private void report(Context context) {
		if (context.getParent() instanceof StandardHost host) {
			host.getPipeline().addValve(new TomcatErrorReport(this.messages, this.languages));
			// Or the host adds one of Tomcat's own inside of it
			host.setErrorReportValveClass(TomcatErrorReport.class.getName());
		}
	}

}
