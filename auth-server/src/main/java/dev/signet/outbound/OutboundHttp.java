package dev.signet.outbound;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import javax.net.ssl.SSLException;

import dev.signet.outbound.AddressGuard.Transport;
import dev.signet.outbound.GuardedNames.AddressRefused;
import dev.signet.outbound.GuardedNames.Names;
import dev.signet.outbound.OutboundFailed.Reason;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.entity.UrlEncodedFormEntity;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.utils.DateUtils;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.NameValuePair;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicNameValuePair;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;

/**
 * The only way in which this server calls addresses that others chose. Each call makes a
 * connection of its own to an address that {@link AddressGuard} has seen, follows no
 * redirect, sends no cookie and no credentials, uses no proxy, and is over within ten
 * seconds. Whoever calls must not hold a transaction meanwhile.
 */
@Component
public final class OutboundHttp implements DisposableBean {

	private static final String USER_AGENT = "Signet";

	private static final Limits LIMITS = new Limits(Duration.ofSeconds(2), Duration.ofSeconds(5),
			Duration.ofSeconds(10));

	private static final int CALLS = 64;

	private static final int CALLS_PER_HOST = 4;

	/** Fewer than the requests that this server answers at once. */
	private static final int AWAITED_CALLS = 128;

	private static final int AWAITED_CALLS_PER_HOST = 64;

	private static final int MAX_HEADERS = 100;

	private static final int MAX_HEADER_LENGTH = 8 * 1024;

	private static final int MAX_PORT = 65535;

	private static final Pattern AGE = Pattern.compile("[0-9]{1,9}");

	/** How much is kept of an answer that only its status matters of. */
	private static final int REMARK = 1024;

	private final Limits limits;

	private final ThreadPoolExecutor lookups;

	private final ScheduledThreadPoolExecutor deadlines;

	private final Map<Transport, CloseableHttpClient> clients = new EnumMap<>(Transport.class);

	private final ThreadPoolExecutor awaitedLookups;

	/**
	 * Apart, so that what many people wait for does not keep the rest from being done.
	 */
	private final Map<Transport, CloseableHttpClient> awaited = new EnumMap<>(Transport.class);

	@Autowired
	OutboundHttp(OutboundProperties properties) {
		this(new AddressGuard(properties.allowedAddresses()), InetAddress::getAllByName, LIMITS);
	}

	OutboundHttp(AddressGuard guard, Names names, Limits limits) {
		ThreadFactory threads = threads();
		this.limits = limits;
		this.lookups = lookups(CALLS, threads);
		this.awaitedLookups = lookups(AWAITED_CALLS, threads);
		this.deadlines = new ScheduledThreadPoolExecutor(1, threads);
		this.deadlines.setRemoveOnCancelPolicy(true);
		for (Transport transport : Transport.values()) {
			this.clients.put(transport,
					client(new GuardedNames(transport, guard, names, this.lookups, limits.connect()), limits.connect(),
							limits.pause(), CALLS, CALLS_PER_HOST));
			this.awaited.put(transport,
					client(new GuardedNames(transport, guard, names, this.awaitedLookups, limits.connect()),
							limits.connect(), limits.total(), AWAITED_CALLS, AWAITED_CALLS_PER_HOST));
		}
	}

	/**
	 * Fetches a document.
	 * @param accept the media types that would do
	 * @param maxBytes the longest body that is taken
	 * @throws OutboundFailed when there is no answer, or one with a longer body
	 */
	public OutboundAnswer get(URI address, String accept, int maxBytes) throws OutboundFailed {
		return get(address, Map.of(HttpHeaders.ACCEPT, accept), maxBytes, this.limits.total());
	}

	/**
	 * Fetches a document for somebody who waits.
	 * @param headers what to send, such as the media types that would do
	 * @param maxBytes the longest body that is taken
	 * @param patience when it is over, instead of ten seconds
	 * @throws OutboundFailed when there is no answer, or one with a longer body
	 */
	public OutboundAnswer get(URI address, Map<String, String> headers, int maxBytes, Duration patience)
			throws OutboundFailed {
		Transport transport = transport(address);
		HttpGet request = new HttpGet(address);
		headers.forEach(request::setHeader);
		OutboundAnswer answer = exchange(transport, request, maxBytes + 1, patience);
		if (answer.body().length > maxBytes) {
			throw new OutboundFailed(Reason.TOO_BIG);
		}
		return answer;
	}

	/**
	 * Sends a form. What counts is the status; of a long body only the beginning is read.
	 * @throws OutboundFailed when there is no answer; the form may have arrived
	 */
	public OutboundAnswer post(URI address, Map<String, String> form) throws OutboundFailed {
		Transport transport = transport(address);
		HttpPost request = new HttpPost(address);
		List<NameValuePair> fields = new ArrayList<>();
		form.forEach((name, value) -> fields.add(new BasicNameValuePair(name, value)));
		request.setEntity(new UrlEncodedFormEntity(fields, StandardCharsets.UTF_8));
		return exchange(transport, request, REMARK, this.limits.total());
	}

	/**
	 * Calls a server that an operator chose, for somebody who waits. Many may wait for
	 * the same one, so these calls have connections of their own.
	 * @throws OutboundFailed when there is no answer, or one with a longer body
	 */
	public OutboundAnswer send(OutboundCall call) throws OutboundFailed {
		Transport transport = transport(call.address());
		HttpUriRequestBase request = new HttpUriRequestBase(call.method(), call.address());
		call.headers().forEach(request::setHeader);
		byte[] body = call.body();
		if (body != null) {
			// The type stands among the headers
			request.setEntity(new ByteArrayEntity(body, null));
		}
		OutboundAnswer answer = exchange(this.awaited, transport, request, call.maxBytes() + 1, call.patience());
		if (answer.body().length > call.maxBytes()) {
			throw new OutboundFailed(Reason.TOO_BIG);
		}
		return answer;
	}

	@Override
	public void destroy() throws IOException {
		this.lookups.shutdownNow();
		this.awaitedLookups.shutdownNow();
		this.deadlines.shutdownNow();
		for (Transport transport : Transport.values()) {
			client(this.clients, transport).close();
			client(this.awaited, transport).close();
		}
	}

	private OutboundAnswer exchange(Transport transport, HttpUriRequestBase request, int maxBytes, Duration total)
			throws OutboundFailed {
		return exchange(this.clients, transport, request, maxBytes, total);
	}

	private static CloseableHttpClient client(Map<Transport, CloseableHttpClient> clients, Transport transport) {
		CloseableHttpClient client = clients.get(transport);
		if (client == null) {
			throw new IllegalStateException("Each transport has a client");
		}
		return client;
	}

	private OutboundAnswer exchange(Map<Transport, CloseableHttpClient> clients, Transport transport,
			HttpUriRequestBase request, int maxBytes, Duration total) throws OutboundFailed {
		CloseableHttpClient client = client(clients, transport);
		// The time limits of the client are for each pause; a drop now and then passes
		// them
		Future<?> deadline = this.deadlines.schedule(request::cancel, total.toMillis(), TimeUnit.MILLISECONDS);
		try {
			return read(client.executeOpen(null, request, null), maxBytes);
		}
		catch (IOException | IllegalStateException ex) {
			throw new OutboundFailed(request.isCancelled() ? Reason.TOO_SLOW : reason(ex), ex);
		}
		finally {
			deadline.cancel(false);
			// Closing the answer would read the rest of it first; this closes the
			// connection
			request.cancel();
		}
	}

	private static OutboundAnswer read(ClassicHttpResponse response, int maxBytes) throws IOException {
		Header contentType = response.getFirstHeader(HttpHeaders.CONTENT_TYPE);
		HttpEntity entity = response.getEntity();
		byte[] body = new byte[0];
		if (entity != null) {
			InputStream content = entity.getContent();
			body = (content != null) ? content.readNBytes(maxBytes) : body;
		}
		return new OutboundAnswer(response.getCode(), (contentType != null) ? contentType.getValue() : null, body,
				sentAt(response));
	}

	private static @Nullable Instant sentAt(ClassicHttpResponse response) {
		Instant date = DateUtils.parseStandardDate(response, HttpHeaders.DATE);
		Header age = response.getFirstHeader(HttpHeaders.AGE);
		boolean aged = age != null && AGE.matcher(String.valueOf(age.getValue())).matches();
		return (date != null && aged) ? date.plusSeconds(Long.parseLong(age.getValue())) : date;
	}

	private static Reason reason(Exception ex) {
		if (ex instanceof AddressRefused) {
			return Reason.ADDRESS_REFUSED;
		}
		if (ex instanceof ConnectionRequestTimeoutException) {
			return Reason.BUSY;
		}
		if (ex instanceof SSLException) {
			return Reason.UNTRUSTED;
		}
		if (ex instanceof SocketTimeoutException && !(ex instanceof ConnectTimeoutException)) {
			return Reason.TOO_SLOW;
		}
		return Reason.UNREACHABLE;
	}

	/** What can be told from the address alone. */
	private static Transport transport(URI address) throws OutboundFailed {
		if (address.getHost() == null || address.getRawUserInfo() != null || address.getRawFragment() != null
				|| address.getPort() == 0 || address.getPort() > MAX_PORT) {
			throw new OutboundFailed(Reason.ADDRESS_REFUSED);
		}
		if ("https".equalsIgnoreCase(address.getScheme())) {
			return Transport.TLS;
		}
		if ("http".equalsIgnoreCase(address.getScheme())) {
			return Transport.PLAIN;
		}
		throw new OutboundFailed(Reason.ADDRESS_REFUSED);
	}

	/**
	 * The builder takes nothing from the environment (proxy, trust, agent) unless told
	 * to.
	 */
	private static CloseableHttpClient client(GuardedNames names, Duration connect, Duration pauseLimit, int calls,
			int callsPerHost) {
		Timeout pause = Timeout.of(pauseLimit);
		return HttpClientBuilder.create()
			.setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
				.setDnsResolver(names)
				.setMaxConnTotal(calls)
				.setMaxConnPerRoute(callsPerHost)
				.setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
					.http1Config(Http1Config.custom()
						.setMaxHeaderCount(MAX_HEADERS)
						.setMaxLineLength(MAX_HEADER_LENGTH)
						.build())
					.build())
				.setDefaultConnectionConfig(ConnectionConfig.custom()
					.setConnectTimeout(Timeout.of(connect))
					.setSocketTimeout(pause)
					.build())
				.build())
			.setDefaultRequestConfig(RequestConfig.custom()
				.setConnectionRequestTimeout(Timeout.of(connect))
				.setResponseTimeout(pause)
				.setAuthenticationEnabled(false)
				.setProtocolUpgradeEnabled(false)
				.build())
			// A connection that is used again would not be seen by the guard again
			.setConnectionReuseStrategy((request, response, context) -> false)
			.disableRedirectHandling()
			.disableAutomaticRetries()
			.disableCookieManagement()
			.disableAuthCaching()
			.disableConnectionState()
			// The limit of a body is one of what was sent: nothing is unpacked
			.disableContentCompression()
			.setUserAgent(USER_AGENT)
			.build();
	}

	private static ThreadPoolExecutor lookups(int most, ThreadFactory threads) {
		return new ThreadPoolExecutor(0, most, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), threads);
	}

	private static ThreadFactory threads() {
		CustomizableThreadFactory threads = new CustomizableThreadFactory("outbound-");
		threads.setDaemon(true);
		return threads;
	}

	/**
	 * How long a call may take.
	 *
	 * @param connect to look up the name, and again to connect
	 * @param pause between two bytes
	 * @param total altogether
	 */
	record Limits(Duration connect, Duration pause, Duration total) {
	}

}
