#!/bin/sh
# Signs a place of a PDF with a signer that knows nothing of lianheti, under a certificate made on the spot.
#
#   sign_field.sh pdfsig IN.pdf OUT.pdf FIELD     poppler and NSS: fills the field of that name
#   sign_field.sh mutool IN.pdf OUT.pdf OBJECT    MuPDF and OpenSSL: fills that object and draws an appearance
#
# pdfsig then reads OUT.pdf: fails unless every signature is valid. Packages: poppler-utils libnss3-tools openssl mupdf-tools
set -eu
tool=$1 in=$(realpath "$2") out=$(realpath -m "$3") what=$4
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 30 -subj "/CN=Test CA" \
	-addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign 2>log
openssl req -newkey rsa:2048 -nodes -keyout key.pem -out request.pem -utf8 -subj "/CN=测试签署人/C=CN" 2>log
printf 'basicConstraints=CA:FALSE\nkeyUsage=digitalSignature,nonRepudiation\nextendedKeyUsage=emailProtection\n' >ext
openssl x509 -req -in request.pem -CA ca.pem -CAkey ca.key -CAcreateserial -days 30 -extfile ext -out cert.pem 2>log
openssl pkcs12 -export -inkey key.pem -in cert.pem -certfile ca.pem -out id.p12 -name signer -passout pass:test
mkdir nss
certutil -N -d sql:nss --empty-password
certutil -A -d sql:nss -n ca -t CT,C,C -i ca.pem
pk12util -i id.p12 -d sql:nss -W test -K "" >log
if [ "$tool" = pdfsig ]; then
	pdfsig -nssdir sql:nss "$in" "$out" -sign "$what" -nick signer >log 2>&1 || { cat log >&2; exit 1; }
else
	mutool sign -s id.p12 -P test -o "$out" "$in" "$what" >log 2>&1 || { cat log >&2; exit 1; }
fi
# Its exit status is 0 for a broken signature too.
pdfsig -nssdir sql:nss "$out" >report 2>/dev/null || true
grep -q 'Signature Validation: Signature is Valid' report && ! grep -q 'Validation: Signature is Invalid\|Mismatch' report ||
	{ cat report >&2; exit 1; }
cat report
