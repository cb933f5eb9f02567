package dev.signet.protocol.metadata;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import dev.signet.client.Scopes;
import dev.signet.secret.Sha256;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * The key set and the discovery documents. The framework makes them for each request;
 * here what it made is kept, and sent again until a key or a scope has changed.
 * <p>
 * Anybody may keep them for five minutes, and then ask whether they changed. A new key is
 * published long before its first use, so nobody misses one for that.
 */
public final class PublicDocuments extends OncePerRequestFilter {

	private static final String KEY_SET = "/oauth2/jwks";

	/** Exact: of other ways to write an address nobody could say how many there are. */
	private static final Set<String> ADDRESSES = Set.of(KEY_SET, "/.well-known/openid-configuration",
			"/.well-known/oauth-authorization-server");

	private static final JWKSelector ALL_KEYS = new JWKSelector(new JWKMatcher.Builder().build());

	private final JWKSource<SecurityContext> keys;

	private final Scopes scopes;

	private final Map<String, Document> documents = new ConcurrentHashMap<>();

	public PublicDocuments(JWKSource<SecurityContext> keys, Scopes scopes) {
		this.keys = keys;
		this.scopes = scopes;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return !ADDRESSES.contains(request.getRequestURI());
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String address = request.getRequestURI();
		// Before the document: one that is newer than its source is only made once more
		Collection<?> source = address.equals(KEY_SET) ? keys() : List.of(this.scopes.all(), keys());
		Document document = this.documents.get(address);
		if (document == null || !document.source().equals(source)) {
			document = make(source, request, response, chain);
			if (document == null) {
				return;
			}
			this.documents.put(address, document);
		}
		send(document, request, response);
	}

	private Collection<?> keys() {
		try {
			return this.keys.get(ALL_KEYS, null);
		}
		catch (KeySourceException ex) {
			throw new IllegalStateException("The key ring always answers", ex);
		}
	}

	/** Null when the answer is something else than a document, and was sent. */
	private static @Nullable Document make(Collection<?> source, HttpServletRequest request,
			HttpServletResponse response, FilterChain chain) throws ServletException, IOException {
		ContentCachingResponseWrapper made = new ContentCachingResponseWrapper(response);
		made.setCharacterEncoding(StandardCharsets.UTF_8.name());
		chain.doFilter(new ToRead(request), made);
		if (made.getStatus() != HttpStatus.OK.value()) {
			made.copyBodyToResponse();
			return null;
		}
		byte[] content = made.getContentAsByteArray();
		return new Document(source, content, entityTag(content));
	}

	private static void send(Document document, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		response.setHeader(HttpHeaders.CACHE_CONTROL, "public, max-age=300");
		if (new ServletWebRequest(request, response).checkNotModified(document.entityTag())) {
			return;
		}
		response.setContentType("application/json;charset=UTF-8");
		response.setContentLength(document.content().length);
		response.getOutputStream().write(document.content());
	}

	/** RFC 9110 §8.8.3: the same on every node for the same content. */
	private static String entityTag(byte[] content) {
		return '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.of(content)) + '"';
	}

	/**
	 * The framework makes documents for GET only; of an answer to HEAD no body is sent.
	 */
	private static final class ToRead extends HttpServletRequestWrapper {

		ToRead(HttpServletRequest request) {
			super(request);
		}

		@Override
		public String getMethod() {
			return HttpMethod.GET.name();
		}

	}

	/**
	 * A document as it is sent.
	 *
	 * @param source what it was made of, by which we see that it has changed
	 * @param content its bytes
	 * @param entityTag names the content
	 */
	private record Document(Collection<?> source, byte[] content, String entityTag) {
	}

}
